#include "perceive/detail.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "picture/resize.h"

namespace nunchi::perceive {
namespace {

constexpr int kSide = 256;
constexpr float kLeastLikeness = 0.55F;
constexpr float kLeastEdges = 1.6F;

// The middle square, never enlarged: enlarging would make neighbours alike.
Image middle(const Image& picture) {
  const int shorter = std::min(picture.width, picture.height);
  const float left = 0.5F * static_cast<float>(picture.width - shorter);
  const float top = 0.5F * static_cast<float>(picture.height - shorter);
  const auto span = static_cast<float>(shorter);
  const int side = std::min(kSide, shorter);
  return picture::resize(picture, {left, top, left + span, top + span}, side, side,
                         picture::Filter::bicubic);
}

std::vector<float> brightness(const Image& picture) {
  std::vector<float> luma(picture.rgb.size() / 3);
  for (std::size_t i = 0; i < luma.size(); ++i) {
    const std::uint8_t* p = picture.rgb.data() + 3 * i;
    luma[i] = 0.299F * static_cast<float>(p[0]) + 0.587F * static_cast<float>(p[1]) +
              0.114F * static_cast<float>(p[2]);
  }
  return luma;
}

}  // namespace

Detail detail_of(const Image& picture) {
  if (picture.width < 3 || picture.height < 3) return {};
  const Image small = middle(picture);
  std::vector<float> luma = brightness(small);
  double mean = 0;
  for (const float value : luma) mean += value;
  mean /= static_cast<double>(luma.size());
  for (float& value : luma) value -= static_cast<float>(mean);

  const auto side = static_cast<std::size_t>(small.width);
  double power = 0, alike = 0, bent = 0;
  for (std::size_t y = 1; y + 1 < side; ++y) {
    for (std::size_t x = 1; x + 1 < side; ++x) {
      const float* p = luma.data() + y * side + x;
      const float before = p[-1], after = p[1], above = *(p - side), below = p[side];
      power += *p * *p;
      alike += *p * (after + below) / 2;
      const float across = before - 2 * *p + after, down = above - 2 * *p + below;
      bent += (across * across + down * down) / 2;
    }
  }
  const double count = static_cast<double>((side - 2) * (side - 2));
  return {.likeness = power > 0 ? static_cast<float>(alike / power) : 1.0F,
          .edges = static_cast<float>(std::sqrt(bent / count))};
}

bool may_show_something(const Detail& detail) {
  return detail.likeness >= kLeastLikeness && detail.edges >= kLeastEdges;
}

}  // namespace nunchi::perceive
