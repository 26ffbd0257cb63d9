#include "decode/hdr.h"

#include <algorithm>
#include <cmath>

namespace nunchi::decode {
namespace {

constexpr double kPlainWhite = 203;  // cd/m²
constexpr double kPeak = 1000;

// SMPTE ST 2084: [0, 1] → cd/m².
double pq_to_light(double value) noexcept {
  constexpr double m1 = 2610.0 / 16384, m2 = 2523.0 / 4096 * 128, c1 = 3424.0 / 4096,
                   c2 = 2413.0 / 4096 * 32, c3 = 2392.0 / 4096 * 32;
  const double power = std::pow(value, 1 / m2);
  return 10'000 * std::pow(std::max(0.0, power - c1) / (c2 - c3 * power), 1 / m1);
}

// BT.2100: [0, 1] → the scene's light in [0, 1].
double hlg_to_scene(double value) noexcept {
  constexpr double a = 0.17883277, b = 0.28466892, c = 0.55991073;
  return value <= 0.5 ? value * value / 3 : (std::exp((value - c) / a) + b) / 12;
}

using Matrix = std::array<std::array<float, 3>, 3>;

// Linear light between sets of primaries, all with D65 (ITU-R BT.2087 for BT.2020).
Matrix matrix_of(HdrPrimaries primaries) noexcept {
  switch (primaries) {
    case HdrPrimaries::bt709: break;
    case HdrPrimaries::display_p3:
      return {
          {{1.2249F, -0.2247F, 0.0F}, {-0.0420F, 1.0419F, 0.0F}, {-0.0197F, -0.0786F, 1.0979F}}};
    case HdrPrimaries::bt2020:
      return {{{1.6605F, -0.5876F, -0.0728F},
               {-0.1246F, 1.1329F, -0.0083F},
               {-0.0182F, -0.1006F, 1.1187F}}};
  }
  return {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
}

// By what a colour is multiplied whose brightest channel is `brightest`.
float bend(float brightest) noexcept {
  constexpr float kKnee = 0.5F, kRest = 1 - kKnee;
  constexpr auto kTop = static_cast<float>((kPeak / kPlainWhite - kKnee) / kRest);
  if (brightest <= kKnee) return 1;
  const float above = (brightest - kKnee) / kRest;
  const float bent = above * (1 + above / (kTop * kTop)) / (1 + above);
  return (kKnee + kRest * std::min(1.0F, bent)) / brightest;
}

std::uint8_t to_level(float light) noexcept {
  const float value =
      light <= 0.0031308F ? 12.92F * light : 1.055F * std::pow(light, 1 / 2.4F) - 0.055F;
  return static_cast<std::uint8_t>(std::clamp(value * 255 + 0.5F, 0.0F, 255.0F));
}

}  // namespace

HdrToSrgb::HdrToSrgb(HdrTransfer transfer, HdrPrimaries primaries, int bits)
    : is_hlg_(transfer == HdrTransfer::hlg), to_srgb_(matrix_of(primaries)) {
  const std::size_t count = std::size_t{1} << static_cast<unsigned>(std::clamp(bits, 8, 16));
  light_.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double value = static_cast<double>(i) / static_cast<double>(count - 1);
    const double light = is_hlg_ ? hlg_to_scene(value) : pq_to_light(value) / kPlainWhite;
    light_.push_back(static_cast<float>(light));
  }
}

void HdrToSrgb::convert(std::span<const std::uint16_t> rgb,
                        std::span<std::uint8_t> out) const noexcept {
  const std::size_t top = light_.size() - 1;
  const std::size_t count = std::min(rgb.size(), out.size());
  for (std::size_t i = 0; i + 3 <= count; i += 3) {
    float light[3];
    for (std::size_t c = 0; c < 3; ++c) light[c] = light_[std::min<std::size_t>(rgb[i + c], top)];
    if (is_hlg_) {  // the screen's light, of 1000 cd/m² at most (BT.2100's OOTF, gamma 1.2)
      const float luma = 0.2627F * light[0] + 0.6780F * light[1] + 0.0593F * light[2];
      const float gain = static_cast<float>(kPeak / kPlainWhite) * std::pow(luma, 0.2F);
      for (float& value : light) value *= gain;
    }
    float plain[3];
    for (std::size_t c = 0; c < 3; ++c) {
      const auto& row = to_srgb_[c];
      plain[c] = std::max(0.0F, row[0] * light[0] + row[1] * light[1] + row[2] * light[2]);
    }
    const float by = bend(std::max({plain[0], plain[1], plain[2]}));
    for (std::size_t c = 0; c < 3; ++c) out[i + c] = to_level(by * plain[c]);
  }
}

}  // namespace nunchi::decode
