#include "perceive/shot_blend.h"

#include <algorithm>
#include <cmath>

namespace nunchi::perceive {
namespace {

constexpr int kWidth = SmallFrame::kColourWidth, kHeight = SmallFrame::kColourHeight;
constexpr std::size_t kCells = std::size_t{kWidth} * kHeight;

}  // namespace

ShotPoint point_of(const SmallFrame& frame) {
  ShotPoint point;
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      const auto at = static_cast<std::size_t>(y * kWidth + x);
      const std::uint8_t* cell = frame.luma.data() + 2 * y * SmallFrame::kWidth + 2 * x;
      point[at] = static_cast<float>(cell[0] + cell[1] + cell[SmallFrame::kWidth] +
                                     cell[SmallFrame::kWidth + 1]) /
                  4;
      point[kCells + at] = static_cast<float>(frame.blue[at]);
      point[2 * kCells + at] = static_cast<float>(frame.red[at]);
    }
  }
  return point;
}

float distance(const ShotPoint& a, const ShotPoint& b) {
  float sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return std::sqrt(sum / static_cast<float>(kCells));
}

Blend blend_of(const ShotPoint& first, const ShotPoint& last, const ShotPoint& between) {
  float along = 0, whole = 0, far = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    const float line = last[i] - first[i], here = between[i] - first[i];
    along += line * here;
    whole += line * line;
    far += here * here;
  }
  if (whole <= 0) return {.rest = 1};
  const float share = along / whole;
  return {.share = share, .rest = std::sqrt(std::max(0.0F, far / whole - share * share))};
}

bool is_dissolve(std::span<const Blend> between) {
  constexpr float kUneven = 0.22F;    // from the straight line of a dissolve
  constexpr float kMostBack = 0.03F;  // from one frame to the next
  constexpr float kMostRest = 0.34F, kMostMeanRest = 0.26F;
  const auto parts = static_cast<float>(between.size() + 1);
  float before = 0, rest = 0;
  for (std::size_t i = 0; i < between.size(); ++i) {
    const float even = static_cast<float>(i + 1) / parts;
    if (std::abs(between[i].share - even) > kUneven) return false;
    if (between[i].share < before - kMostBack || between[i].rest > kMostRest) return false;
    before = between[i].share;
    rest += between[i].rest;
  }
  return rest <= kMostMeanRest * static_cast<float>(between.size());
}

}  // namespace nunchi::perceive
