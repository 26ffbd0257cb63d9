// ShotMark: what is compared of two frames to tell whether they show the same scene. A value; pure
// functions, any thread.
#pragma once

#include <array>
#include <cstdint>

#include "core/small_frame.h"

namespace nunchi::perceive {

struct ShotMark {
  static constexpr int kWidth = SmallFrame::kWidth, kHeight = SmallFrame::kHeight;
  static constexpr int kBins = 6 * 6 * 6;

  // Brightness less its mean and divided by its spread, so that exposure changes nothing;
  // 128 is the mean.
  std::array<std::uint8_t, kWidth * kHeight> pattern{};
  std::array<float, kBins> colours{};  // histogram of Y′CbCr, sums up to 1
  float mean = 0;                      // of the brightness, 0…255
  float spread = 0;                    // its standard deviation
};

ShotMark mark_of(const SmallFrame& frame);

struct ShotDifference {
  // 0: the same pattern, perhaps moved. About 1: patterns that have nothing to do with each other.
  // Each block of one frame is looked for near its place in the other; what remains is set against
  // the contrast of both, as block matching for cuts in B. Shahraray, "Scene change detection and
  // content-based sampling of video sequences" (1995).
  float pattern = 0;
  // Half the sum of the histogram's differences (Zhang, Kankanhalli, Smoliar, "Automatic
  // partitioning of full-motion video", 1993): 0 the same colours, 1 none in common.
  float colours = 0;

  float whole() const noexcept;
};

enum class ShotReach { step, pan };  // how far a block may move: 4 cells each way, or 10

ShotDifference difference(const ShotMark& a, const ShotMark& b, ShotReach reach = ShotReach::step);

}  // namespace nunchi::perceive
