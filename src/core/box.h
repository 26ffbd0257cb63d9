// Box: an axis-aligned rectangle, half-open: [left, right) x [top, bottom).
//
// Unless a name says otherwise the unit is the pixel of the upright picture in its full size, the
// origin its upper left corner. A box may reach beyond the picture only while it is being computed.
#pragma once

#include <algorithm>

namespace nunchi {

struct Box {
  float left = 0, top = 0, right = 0, bottom = 0;

  bool operator==(const Box&) const = default;

  float width() const noexcept { return std::max(0.0F, right - left); }
  float height() const noexcept { return std::max(0.0F, bottom - top); }
  float area() const noexcept { return width() * height(); }

  Box scaled(float by_x, float by_y) const noexcept {
    return {left * by_x, top * by_y, right * by_x, bottom * by_y};
  }
};

// What both boxes share; empty (area 0) where they do not meet.
inline Box overlap(const Box& a, const Box& b) noexcept {
  return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
          std::min(a.bottom, b.bottom)};
}

// Intersection over union (Jaccard index) in [0, 1]; 0 when both boxes are empty.
inline float iou(const Box& a, const Box& b) noexcept {
  const float shared = overlap(a, b).area();
  const float joined = a.area() + b.area() - shared;
  return joined > 0 ? shared / joined : 0.0F;
}

}  // namespace nunchi
