// The headers of a BMP file: what its pixels are and where they begin. Pure function, any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/result.h"

namespace nunchi::decode {

enum class BmpCoding { plain, run_length_8, run_length_4 };

struct BmpHeader {
  int width = 0;
  int height = 0;
  bool top_down = false;
  int bits = 0;  // a pixel: 1, 2, 4, 8, 16, 24 or 32
  BmpCoding coding = BmpCoding::plain;
  std::array<std::uint32_t, 4> masks{};              // red, green, blue, alpha; for 16 and 32 bits
  std::vector<std::array<std::uint8_t, 3>> palette;  // RGB; for up to 8 bits
  std::size_t pixels_at = 0;
};

// corrupt_data, unsupported. The size is not checked against any limit, only to be above 0 and to
// fit in an int.
Result<BmpHeader> read_bmp_header(std::span<const std::byte> bytes);

}  // namespace nunchi::decode
