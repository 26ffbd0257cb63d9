#include "perceive/shot_mark.h"

#include <emmintrin.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <span>

namespace nunchi::perceive {
namespace {

constexpr int kWidth = ShotMark::kWidth, kHeight = ShotMark::kHeight;
constexpr int kBlock = 8;    // wide and high, in the last row 4 high
constexpr float kUnit = 32;  // of the pattern: one spread
constexpr float kLeastSpread = 10;

// Each value counts for the two bins beside it, so that a slight shift of the light is a slight
// difference.
struct Bins {
  int first = 0;
  float second_part = 0;
};

Bins bins_of(std::uint8_t value) {
  const float at = std::clamp(static_cast<float>(value) * (5.0F / 255.0F), 0.0F, 5.0F);
  const int first = std::min(static_cast<int>(at), 4);
  return {first, at - static_cast<float>(first)};
}

void count_colours(const SmallFrame& frame, std::array<float, ShotMark::kBins>& bins) {
  constexpr int kColours = SmallFrame::kColourWidth * SmallFrame::kColourHeight;
  // The colour differences of most pictures lie near their middle: spread them out.
  const auto widened = [](std::uint8_t value) {
    return static_cast<std::uint8_t>(std::clamp(128 + 2 * (value - 128), 0, 255));
  };
  for (int y = 0; y < SmallFrame::kColourHeight; ++y) {
    for (int x = 0; x < SmallFrame::kColourWidth; ++x) {
      const auto at = static_cast<std::size_t>(y * SmallFrame::kColourWidth + x);
      const Bins l = bins_of(frame.luma[static_cast<std::size_t>(2 * y * kWidth + 2 * x)]);
      const Bins b = bins_of(widened(frame.blue[at])), r = bins_of(widened(frame.red[at]));
      for (int corner = 0; corner < 8; ++corner) {
        const int dl = corner & 1, db = corner >> 1 & 1, dr = corner >> 2;
        const float part = (dl ? l.second_part : 1 - l.second_part) *
                           (db ? b.second_part : 1 - b.second_part) *
                           (dr ? r.second_part : 1 - r.second_part);
        bins[static_cast<std::size_t>((l.first + dl) * 36 + (b.first + db) * 6 + r.first + dr)] +=
            part / kColours;
      }
    }
  }
}

// The sum of absolute differences of two blocks; `rows` is even.
int block_difference(const std::uint8_t* a, const std::uint8_t* b, int rows) {
  __m128i sum = _mm_setzero_si128();
  const auto two_rows = [](const std::uint8_t* from) {
    const auto* first = reinterpret_cast<const __m128i*>(from);
    const auto* second = reinterpret_cast<const __m128i*>(from + kWidth);
    return _mm_unpacklo_epi64(_mm_loadl_epi64(first), _mm_loadl_epi64(second));
  };
  for (int row = 0; row < rows; row += 2) {
    sum = _mm_add_epi64(sum, _mm_sad_epu8(two_rows(a + row * kWidth), two_rows(b + row * kWidth)));
  }
  return _mm_cvtsi128_si32(_mm_add_epi64(sum, _mm_unpackhi_epi64(sum, sum)));
}

// The smallest difference of the block at (x, y) of `a` to any near it in `b`.
int best_match(const ShotMark& a, const ShotMark& b, int x, int y, int rows, int reach) {
  const std::uint8_t* block = a.pattern.data() + y * kWidth + x;
  int best = block_difference(block, b.pattern.data() + y * kWidth + x, rows);
  if (best <= rows * kBlock) return best;  // within a level: it has not moved
  for (int to_y = std::max(0, y - reach); to_y <= std::min(kHeight - rows, y + reach); ++to_y) {
    for (int to_x = std::max(0, x - reach); to_x <= std::min(kWidth - kBlock, x + reach); ++to_x) {
      best = std::min(best, block_difference(block, b.pattern.data() + to_y * kWidth + to_x, rows));
    }
  }
  return best;
}

// How much the values of a block differ from their mean, in sum.
int contrast(const ShotMark& mark, int x, int y, int rows) {
  int sum = 0;
  for (int row = 0; row < rows; ++row) {
    const std::uint8_t* from = mark.pattern.data() + (y + row) * kWidth + x;
    sum = std::accumulate(from, from + kBlock, sum);
  }
  const int mean = sum / (rows * kBlock);
  int whole = 0;
  for (int row = 0; row < rows; ++row) {
    const std::uint8_t* from = mark.pattern.data() + (y + row) * kWidth + x;
    for (int i = 0; i < kBlock; ++i) whole += std::abs(from[i] - mean);
  }
  return whole;
}

float pattern_difference(const ShotMark& a, const ShotMark& b, int reach) {
  // Not the block's own contrast alone: a smooth sky is found in any smooth wall, but its level
  // differs.
  constexpr int kFloor = 4;  // of contrast, for each pixel: what noise makes
  float left = 0, whole = 0;
  for (int y = 0; y < kHeight; y += kBlock) {
    const int rows = std::min(kBlock, kHeight - y);
    for (int x = 0; x < kWidth; x += kBlock) {
      const int found =
          std::min(best_match(a, b, x, y, rows, reach), best_match(b, a, x, y, rows, reach));
      left += static_cast<float>(found);
      whole += static_cast<float>(std::max(contrast(a, x, y, rows), contrast(b, x, y, rows)) +
                                  kFloor * rows * kBlock);
    }
  }
  return left / whole;
}

}  // namespace

ShotMark mark_of(const SmallFrame& frame) {
  ShotMark mark;
  double sum = 0, squares = 0;
  for (const std::uint8_t value : frame.luma) {
    sum += value;
    squares += double{1} * value * value;
  }
  const auto count = static_cast<double>(frame.luma.size());
  mark.mean = static_cast<float>(sum / count);
  mark.spread =
      static_cast<float>(std::sqrt(std::max(0.0, squares / count - (sum / count) * (sum / count))));
  const float scale = kUnit / std::max(mark.spread, kLeastSpread);
  for (std::size_t i = 0; i < frame.luma.size(); ++i) {
    const float value = (static_cast<float>(frame.luma[i]) - mark.mean) * scale;
    mark.pattern[i] = static_cast<std::uint8_t>(std::clamp(value + 128.5F, 1.0F, 255.0F));
  }
  count_colours(frame, mark.colours);
  return mark;
}

float ShotDifference::whole() const noexcept {
  return 0.65F * std::min(pattern, 1.0F) + 0.35F * colours;
}

ShotDifference difference(const ShotMark& a, const ShotMark& b, ShotReach reach) {
  float apart = 0;
  for (std::size_t i = 0; i < a.colours.size(); ++i) {
    apart += std::abs(a.colours[i] - b.colours[i]);
  }
  return {.pattern = pattern_difference(a, b, reach == ShotReach::step ? 4 : 10),
          .colours = apart / 2};
}

}  // namespace nunchi::perceive
