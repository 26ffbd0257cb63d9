#include "perceive/face_quality.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "perceive/face_alignment.h"

namespace nunchi::perceive {
namespace {

constexpr int kSide = 112;
constexpr int kMargin = 16;  // hair, background and what the warp leaves black are not judged

constexpr float kFullEyeDistance = 35;
constexpr float kFullSharpness = 0.25F;
constexpr float kFrontalTurn = 0.1F;
constexpr float kSideTurn = 0.3F;

// Brightness of the middle of the aligned face.
struct Patch {
  static constexpr int side = kSide - 2 * kMargin;
  std::vector<float> luma;

  explicit Patch(const Image& aligned) {
    luma.reserve(side * side);
    for (int y = kMargin; y < kSide - kMargin; ++y) {
      for (int x = kMargin; x < kSide - kMargin; ++x) {
        const std::uint8_t* p = aligned.row(y) + 3 * static_cast<std::size_t>(x);
        luma.push_back(0.299F * static_cast<float>(p[0]) + 0.587F * static_cast<float>(p[1]) +
                       0.114F * static_cast<float>(p[2]));
      }
    }
  }

  float deviation() const {
    double sum = 0, squares = 0;
    for (const float value : luma) {
      sum += value;
      squares += static_cast<double>(value) * value;
    }
    const auto count = static_cast<double>(luma.size());
    return static_cast<float>(
        std::sqrt(std::max(0.0, squares / count - sum * sum / count / count)));
  }

  float laplacian() const {
    double squares = 0;
    for (int y = 1; y + 1 < side; ++y) {
      for (int x = 1; x + 1 < side; ++x) {
        const float* p = luma.data() + y * side + x;
        const double bent = 4 * p[0] - p[-1] - p[1] - p[-side] - p[side];
        squares += bent * bent;
      }
    }
    return static_cast<float>(std::sqrt(squares / ((side - 2) * (side - 2))));
  }
};

float share(float of, float full) { return std::clamp(of / full, 0.0F, 1.0F); }

}  // namespace

float FaceQuality::value() const noexcept {
  return share(eye_distance, kFullEyeDistance) * share(sharpness, kFullSharpness) *
         share(kSideTurn - turn, kSideTurn - kFrontalTurn);
}

std::optional<FaceQuality> face_quality(const Image& picture, std::span<const Point> landmarks) {
  const FaceTemplate wanted = arcface_template(kSide);
  const auto placement = alignment(landmarks, wanted);
  const auto turn = misalignment(landmarks, wanted);
  if (!placement || !turn) return std::nullopt;
  const Patch patch(picture::warp(picture, *placement, kSide, kSide));
  const float deviation = patch.deviation();
  return FaceQuality{
      .eye_distance = std::hypot(landmarks[1].x - landmarks[0].x, landmarks[1].y - landmarks[0].y),
      // Less than one level of 255 is noise of the coding, not a face.
      .sharpness = deviation < 1 ? 0 : patch.laplacian() / deviation,
      .turn = *turn};
}

}  // namespace nunchi::perceive
