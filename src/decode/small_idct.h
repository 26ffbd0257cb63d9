// The inverse cosine transform of a JPEG block onto 1, 2 or 4 pixels a side, from the block's
// lowest frequencies: the mean of the full block's pixels under each, less the frequencies above.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace nunchi::decode {

using Corner =
    std::array<std::int32_t, 16>;  // dequantised, 4 rows of 4; [0] is the block's mean × 8

struct Size {
  int width = 1, height = 1;  // 1, 2 or 4 each
};

// Writes size.width × size.height pixels, `stride` bytes from row to row.
void transform(const Corner& corner, const Size& size, std::uint8_t* to, std::ptrdiff_t stride);

// The same for a block of its first coefficient alone.
inline void fill_flat(std::int32_t first, const Size& size, std::uint8_t* to,
                      std::ptrdiff_t stride) {
  const auto level = static_cast<std::uint8_t>(std::clamp((first + 4 + 8 * 128) >> 3, 0, 255));
  for (int y = 0; y < size.height; ++y, to += stride) {
    for (int x = 0; x < size.width; ++x) to[x] = level;
  }
}

}  // namespace nunchi::decode
