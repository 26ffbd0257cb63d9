// Huffman tables of baseline JPEG made ready for reading: look-ups by the bits ahead.
//
// Immutable values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "decode/jpeg_frame.h"

namespace nunchi::decode {

// A symbol by the next 16 bits of the stream; a code of no length is none.
class CodeTable {
 public:
  // Nothing when the counts make no prefix code (T.81 annex C).
  static std::optional<CodeTable> make(const JpegCodes& codes);

  struct Code {
    std::uint8_t length = 0;  // bits of the code; 0: no code begins so
    std::uint8_t symbol = 0;
  };
  Code at(std::uint32_t next_16) const noexcept {
    const Code code = short_[next_16 >> (16 - kShort)];
    return code.length != 0 ? code : long_code(next_16);
  }

 private:
  static constexpr int kShort = 9;
  Code long_code(std::uint32_t next_16) const noexcept;

  std::array<Code, 1 << kShort> short_{};
  std::array<std::uint32_t, 17> end_of_length_{};  // first code (in 16 bits) that is too long
  std::array<int, 17> offset_{};                   // of a length's symbols
  std::vector<std::uint8_t> symbols_;
};

// How far a run of AC symbols whose values are not wanted reaches: as many whole symbols, each with
// its value's bits, as lie in the next kBits bits.
class SkipTable {
 public:
  explicit SkipTable(const CodeTable& codes);

  static constexpr int kBits = 12;
  struct Skip {
    std::uint8_t bits = 0;     // 0: the first symbol is longer than kBits
    std::uint8_t advance = 0;  // coefficients passed, all told
    bool ends_block = false;   // the last symbol says that the rest is zero
  };
  Skip at(std::uint32_t next) const noexcept { return skips_[next]; }

 private:
  std::array<Skip, 1 << kBits> skips_{};
};

}  // namespace nunchi::decode
