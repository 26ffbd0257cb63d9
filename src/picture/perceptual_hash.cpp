#include "picture/perceptual_hash.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "picture/resize.h"

namespace nunchi::picture {
namespace {

constexpr int kSide = 32;  // of the reduced picture
constexpr int kKept = 8;   // frequencies along either axis

using Cosines = std::array<std::array<double, kSide>, kKept>;

// Row u holds the DCT-II's basis of frequency u + 1.
Cosines make_cosines() {
  Cosines cosines{};
  for (std::size_t u = 0; u < kKept; ++u) {
    for (std::size_t x = 0; x < kSide; ++x) {
      const double phase = (static_cast<double>(x) + 0.5) * static_cast<double>(u + 1) / kSide;
      cosines[u][x] = std::cos(std::numbers::pi * phase);
    }
  }
  return cosines;
}

std::array<std::array<double, kSide>, kSide> luma_of(const Image& image) {
  const Image small = resize(image, kSide, kSide, Filter::bilinear);
  std::array<std::array<double, kSide>, kSide> luma{};
  for (std::size_t y = 0; y < kSide; ++y) {
    const std::uint8_t* pixel = small.row(static_cast<int>(y));
    for (std::size_t x = 0; x < kSide; ++x, pixel += 3) {  // ITU-R BT.601
      luma[y][x] = 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
    }
  }
  return luma;
}

}  // namespace

std::uint64_t perceptual_hash(const Image& image) {
  if (image.empty()) return 0;
  static const Cosines kCosines = make_cosines();
  const auto luma = luma_of(image);

  std::array<std::array<double, kKept>, kSide> along{};  // [y][u]
  for (std::size_t y = 0; y < kSide; ++y) {
    for (std::size_t u = 0; u < kKept; ++u) {
      for (std::size_t x = 0; x < kSide; ++x) along[y][u] += luma[y][x] * kCosines[u][x];
    }
  }
  std::array<double, kKept * kKept> strengths{};  // [v][u]
  for (std::size_t v = 0; v < kKept; ++v) {
    for (std::size_t u = 0; u < kKept; ++u) {
      for (std::size_t y = 0; y < kSide; ++y)
        strengths[kKept * v + u] += along[y][u] * kCosines[v][y];
    }
  }

  auto sorted = strengths;
  std::nth_element(sorted.begin(), sorted.begin() + sorted.size() / 2, sorted.end());
  // Rounding leaves tiny strengths where there is nothing: they are no pattern.
  const double median = sorted[sorted.size() / 2] + 1e-6;
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < strengths.size(); ++i) {
    if (strengths[i] > median) hash |= std::uint64_t{1} << i;
  }
  return hash;
}

}  // namespace nunchi::picture
