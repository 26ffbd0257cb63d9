#include "decode/jpeg_codes.h"

#include <algorithm>

namespace nunchi::decode {

std::optional<CodeTable> CodeTable::make(const JpegCodes& codes) {
  CodeTable table;
  table.symbols_ = codes.symbols;
  std::uint32_t code = 0;
  int index = 0;
  for (int length = 1; length <= 16; ++length) {
    const auto l = static_cast<std::size_t>(length);
    table.offset_[l] = index - static_cast<int>(code);
    for (int i = 0; i < codes.counts[l - 1]; ++i, ++code, ++index) {
      // The code of all ones is not used.
      if (code >= (1U << static_cast<unsigned>(length)) ||
          index >= static_cast<int>(codes.symbols.size())) {
        return std::nullopt;
      }
      if (length > kShort) continue;
      const std::uint32_t first = code << static_cast<unsigned>(kShort - length);
      const Code entry{static_cast<std::uint8_t>(length),
                       codes.symbols[static_cast<std::size_t>(index)]};
      std::fill_n(table.short_.begin() + first, 1 << (kShort - length), entry);
    }
    table.end_of_length_[l] = code << static_cast<unsigned>(16 - length);
    code <<= 1U;
  }
  return table;
}

CodeTable::Code CodeTable::long_code(std::uint32_t next_16) const noexcept {
  for (std::size_t length = kShort + 1; length <= 16; ++length) {
    if (next_16 < end_of_length_[length]) {
      const int index = offset_[length] + static_cast<int>(next_16 >> (16 - length));
      if (index < 0 || index >= static_cast<int>(symbols_.size())) return {};
      return {static_cast<std::uint8_t>(length), symbols_[static_cast<std::size_t>(index)]};
    }
  }
  return {};
}

SkipTable::SkipTable(const CodeTable& codes) {
  for (std::uint32_t next = 0; next < skips_.size(); ++next) {
    Skip skip;
    while (!skip.ends_block) {
      const std::uint32_t rest = (next << (16 - kBits) << skip.bits) & 0xffffU;
      const CodeTable::Code code = codes.at(rest);
      const unsigned size = code.symbol & 15U, run = code.symbol >> 4U;
      const unsigned bits = code.length + size;
      if (code.length == 0 || skip.bits + bits > kBits) break;
      const bool ends = size == 0 && run != 15;
      const unsigned advance = ends ? 0 : run + 1;
      if (skip.advance + advance > 63) break;
      skip.bits = static_cast<std::uint8_t>(skip.bits + bits);
      skip.advance = static_cast<std::uint8_t>(skip.advance + advance);
      skip.ends_block = ends;
    }
    skips_[next] = skip;
  }
}

}  // namespace nunchi::decode
