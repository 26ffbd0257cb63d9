#include "picture/upright.h"

#include <algorithm>
#include <cstddef>

namespace nunchi::picture {
namespace {

void copy_pixel(const std::uint8_t* from, std::uint8_t* to) noexcept {
  to[0] = from[0];
  to[1] = from[1];
  to[2] = from[2];
}

void mirror_rows(Image& image) {
  for (int y = 0; y < image.height; ++y) {
    std::uint8_t* left = image.row(y);
    std::uint8_t* right = left + 3 * static_cast<std::ptrdiff_t>(image.width - 1);
    for (; left < right; left += 3, right -= 3) std::swap_ranges(left, left + 3, right);
  }
}

void flip(Image& image) {
  const std::size_t length = 3 * static_cast<std::size_t>(image.width);
  for (int top = 0, bottom = image.height - 1; top < bottom; ++top, --bottom) {
    std::swap_ranges(image.row(top), image.row(top) + length, image.row(bottom));
  }
}

// out(x, y) = in(y, x), in tiles, so that both sides stay in the cache.
Image transposed(const Image& image) {
  constexpr int kTile = 32;
  Image out = black_image(image.height, image.width);
  for (int top = 0; top < out.height; top += kTile) {
    for (int left = 0; left < out.width; left += kTile) {
      const int bottom = std::min(out.height, top + kTile),
                right = std::min(out.width, left + kTile);
      for (int y = top; y < bottom; ++y) {
        std::uint8_t* to = out.row(y) + 3 * static_cast<std::ptrdiff_t>(left);
        for (int x = left; x < right; ++x, to += 3) {
          copy_pixel(image.row(x) + 3 * static_cast<std::ptrdiff_t>(y), to);
        }
      }
    }
  }
  return out;
}

}  // namespace

Image upright(Image image, int orientation) {
  if (image.empty()) return image;
  if (swaps_sides(orientation)) image = transposed(image);
  const bool mirrors = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
  const bool flips = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
  if (mirrors) mirror_rows(image);
  if (flips) flip(image);
  return image;
}

}  // namespace nunchi::picture
