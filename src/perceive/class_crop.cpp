#include "perceive/class_crop.h"

#include <algorithm>
#include <cmath>

namespace nunchi::perceive {
namespace {

struct Run {
  float from = 0, until = 0;
};

// `size` in the middle of `scaled` samples that stand for `length`. Halves are rounded to even, as
// Python does.
Run middle(int length, int scaled, int size) {
  const double step = static_cast<double>(length) / scaled;
  const double from = std::nearbyint((scaled - size) / 2.0);
  return {static_cast<float>(from * step), static_cast<float>((from + size) * step)};
}

Run moved_inside(float center, float span, float length) {
  const float from = std::clamp(center - span / 2, 0.0F, length - span);
  return {from, from + span};
}

}  // namespace

Box class_crop(int width, int height, int size, double crop) {
  const int shorter = std::max(size, static_cast<int>(size / crop));
  const auto scaled = [&](int side, int other) {
    if (side <= other) return shorter;
    return static_cast<int>(static_cast<double>(shorter) * side / other);
  };
  const Run across = middle(width, scaled(width, height), size);
  const Run down = middle(height, scaled(height, width), size);
  return {across.from, down.from, across.until, down.until};
}

Box square_around(const Box& box, float factor, int width, int height) {
  const auto across = static_cast<float>(width), down = static_cast<float>(height);
  const float span = std::min({factor * std::max(box.width(), box.height()), across, down});
  const Run x = moved_inside((box.left + box.right) / 2, span, across);
  const Run y = moved_inside((box.top + box.bottom) / 2, span, down);
  return {x.from, y.from, x.until, y.until};
}

}  // namespace nunchi::perceive
