#include <algorithm>
#include <array>
#include <cmath>

#include "picture/resize.h"

namespace nunchi::picture {
namespace {

// The smallest box of whole pixels that holds all that the output sees, with a margin; may be
// empty.
Box seen_part(const Image& image, const Affine& m, int width, int height, float margin) {
  Box seen{1e30F, 1e30F, -1e30F, -1e30F};
  for (const float x : {0.0F, static_cast<float>(width)}) {
    for (const float y : {0.0F, static_cast<float>(height)}) {
      const float u = m[0] * x + m[1] * y + m[2], v = m[3] * x + m[4] * y + m[5];
      seen = {std::min(seen.left, u), std::min(seen.top, v), std::max(seen.right, u),
              std::max(seen.bottom, v)};
    }
  }
  seen = overlap({std::floor(seen.left - margin), std::floor(seen.top - margin),
                  std::ceil(seen.right + margin), std::ceil(seen.bottom + margin)},
                 {0, 0, static_cast<float>(image.width), static_cast<float>(image.height)});
  return seen;
}

// Weights of two neighbours in 1/256.
struct Between {
  int first = 0;
  int second_weight = 0;
};

Between between(float at) noexcept {
  const float first = std::floor(at);
  return {static_cast<int>(first), static_cast<int>((at - first) * 256)};
}

void write_sample(const Image& image, float u, float v, std::uint8_t* out) {
  // Written so that a position which is no number is outside as well.
  if (!(u > -1 && v > -1 && u < static_cast<float>(image.width) &&
        v < static_cast<float>(image.height))) {
    return;
  }
  const Between x = between(u), y = between(v);
  int sums[3] = {1 << 15, 1 << 15, 1 << 15};
  for (int j = 0; j < 2; ++j) {
    for (int i = 0; i < 2; ++i) {
      const int column = x.first + i, row = y.first + j;
      if (column < 0 || row < 0 || column >= image.width || row >= image.height) continue;
      const int weight = (i == 1 ? x.second_weight : 256 - x.second_weight) *
                         (j == 1 ? y.second_weight : 256 - y.second_weight);
      const std::uint8_t* pixel = image.row(row) + 3 * static_cast<std::size_t>(column);
      for (int c = 0; c < 3; ++c) sums[c] += weight * pixel[c];
    }
  }
  for (int c = 0; c < 3; ++c) out[c] = static_cast<std::uint8_t>(sums[c] >> 16);
}

Image sample(const Image& image, const Affine& m, int width, int height) {
  Image out = black_image(width, height);
  for (int row = 0; row < height; ++row) {
    const float y = static_cast<float>(row) + 0.5F;
    std::uint8_t* to = out.row(row);
    for (int column = 0; column < width; ++column, to += 3) {
      const float x = static_cast<float>(column) + 0.5F;
      write_sample(image, m[0] * x + m[1] * y + m[2] - 0.5F, m[3] * x + m[4] * y + m[5] - 0.5F, to);
    }
  }
  return out;
}

}  // namespace

Image warp(const Image& image, const Affine& matrix, int width, int height) {
  if (width <= 0 || height <= 0) return {};
  if (image.empty()) return black_image(width, height);
  // How far one step in the output leads along either axis of the input.
  const float step_x = std::hypot(matrix[0], matrix[1]), step_y = std::hypot(matrix[3], matrix[4]);
  if (!(step_x > 2 || step_y > 2)) return sample(image, matrix, width, height);

  const float by_x = std::max(1.0F, step_x), by_y = std::max(1.0F, step_y);
  const Box part = seen_part(image, matrix, width, height, 2 * std::max(by_x, by_y));
  if (part.area() <= 0) return black_image(width, height);
  const int reduced_width = std::max(1, static_cast<int>(std::lround(part.width() / by_x)));
  const int reduced_height = std::max(1, static_cast<int>(std::lround(part.height() / by_y)));
  const Image reduced = resize(image, part, reduced_width, reduced_height, Filter::box);
  const float to_x = static_cast<float>(reduced_width) / part.width();
  const float to_y = static_cast<float>(reduced_height) / part.height();
  const Affine rest = {matrix[0] * to_x, matrix[1] * to_x, (matrix[2] - part.left) * to_x,
                       matrix[3] * to_y, matrix[4] * to_y, (matrix[5] - part.top) * to_y};
  return sample(reduced, rest, width, height);
}

}  // namespace nunchi::picture
