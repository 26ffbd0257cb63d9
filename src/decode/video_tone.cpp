#include "decode/video_tone.h"

#include <algorithm>
#include <cmath>

namespace nunchi::decode {
namespace {

constexpr int kSteps = 4096;
constexpr double kWhite = 203;  // cd/m²
constexpr double kPeak = 1000;  // cd/m²

double nits_of_pq(double signal) {
  constexpr double m1 = 2610.0 / 16384, m2 = 2523.0 / 4096 * 128;
  constexpr double c1 = 3424.0 / 4096, c2 = 2413.0 / 4096 * 32, c3 = 2392.0 / 4096 * 32;
  const double root = std::pow(signal, 1 / m2);
  return 10'000 * std::pow(std::max(root - c1, 0.0) / (c2 - c3 * root), 1 / m1);
}

// Scene light through the system gamma of a display of 1,000 cd/m². The standard applies it to the
// brightness as a whole; a channel at a time differs only in very saturated colours.
double nits_of_hlg(double signal) {
  constexpr double a = 0.17883277, b = 1 - 4 * a, c = 0.55991073, gamma = 1.2;
  const double scene = signal <= 0.5 ? signal * signal / 3 : (std::exp((signal - c) / a) + b) / 12;
  return kPeak * std::pow(scene, gamma);
}

double srgb_of(double light) {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
}

}  // namespace

VideoTone::VideoTone(BrightCurve curve) : light_(kSteps), level_(kSteps) {
  for (std::size_t i = 0; i < kSteps; ++i) {
    const double part = static_cast<double>(i) / (kSteps - 1);
    const double nits = curve == BrightCurve::pq ? nits_of_pq(part) : nits_of_hlg(part);
    light_[i] = static_cast<float>(nits / kWhite);
    level_[i] = static_cast<std::uint8_t>(std::lround(255 * srgb_of(part)));
  }
}

void VideoTone::to_srgb(std::span<const std::uint16_t> bright,
                        std::span<std::uint8_t> rgb) const noexcept {
  constexpr float kRoll = static_cast<float>(kWhite * kWhite / (kPeak * kPeak));
  const std::size_t pixels = std::min(bright.size(), rgb.size()) / 3;
  for (std::size_t i = 0; i < pixels; ++i) {
    const std::uint16_t* in = bright.data() + 3 * i;
    const float r = light_[in[0] >> 4U], g = light_[in[1] >> 4U], b = light_[in[2] >> 4U];
    const std::array<float, 3> light{1.6605F * r - 0.5876F * g - 0.0728F * b,
                                     -0.1246F * r + 1.1329F * g - 0.0083F * b,
                                     -0.0182F * r - 0.1006F * g + 1.1187F * b};
    // The brightness is rolled off, the colour keeps its proportions.
    const float whole =
        std::max(0.0F, 0.2126F * light[0] + 0.7152F * light[1] + 0.0722F * light[2]);
    const float shrink = (1 + whole * kRoll) / (1 + whole);
    for (std::size_t c = 0; c < 3; ++c) {
      const float shown = std::clamp(light[c] * shrink, 0.0F, 1.0F);
      rgb[3 * i + c] = level_[static_cast<std::size_t>(shown * (kSteps - 1) + 0.5F)];
    }
  }
}

}  // namespace nunchi::decode
