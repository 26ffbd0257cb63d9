#include "picture/draw.h"

#include <cmath>

namespace nunchi::picture {

void fill_box(Image& image, const Box& box, const Colour& colour) {
  const Box part =
      overlap(box, {0, 0, static_cast<float>(image.width), static_cast<float>(image.height)});
  if (!(part.area() > 0)) return;
  const int left = static_cast<int>(std::lround(part.left));
  const int right = static_cast<int>(std::lround(part.right));
  const int bottom = static_cast<int>(std::lround(part.bottom));
  for (int y = static_cast<int>(std::lround(part.top)); y < bottom; ++y) {
    std::uint8_t* pixel = image.row(y) + 3 * static_cast<std::ptrdiff_t>(left);
    for (int x = left; x < right; ++x) pixel = std::copy(colour.begin(), colour.end(), pixel);
  }
}

void draw_box(Image& image, const Box& box, const Colour& colour, int thickness) {
  const auto by = static_cast<float>(thickness);
  const float inner_top = std::min(box.bottom, box.top + by);
  const float inner_bottom = std::max(inner_top, box.bottom - by);
  fill_box(image, {box.left, box.top, box.right, inner_top}, colour);
  fill_box(image, {box.left, inner_bottom, box.right, box.bottom}, colour);
  fill_box(image, {box.left, inner_top, std::min(box.right, box.left + by), inner_bottom}, colour);
  fill_box(image, {std::max(box.left, box.right - by), inner_top, box.right, inner_bottom}, colour);
}

}  // namespace nunchi::picture
