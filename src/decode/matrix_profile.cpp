#include "decode/matrix_profile.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "decode/lcms_handles.h"

namespace nunchi::decode {
namespace {

using Matrix = std::array<std::array<double, 3>, 3>;  // rows

// IEC 61966-2-1, its white adapted to the D50 of ICC's connection space: columns are the XYZ of
// red, green and blue.
constexpr Matrix kSrgbToXyz = {{{0.43607, 0.38515, 0.14307},  //
                                {0.22249, 0.71687, 0.06061},
                                {0.01392, 0.09708, 0.71410}}};
constexpr Matrix kXyzToSrgb = {
    {{3.13386, -1.61687, -0.49062}, {-0.97877, 1.91614, 0.03345}, {0.07195, -0.22899, 1.40524}}};

double srgb_to_light(double value) noexcept {
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double light_to_srgb(double light) noexcept {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
}

constexpr int kLightBits = 15, kOneBits = 14;  // products of both, thrice, stay within 32 bits
// Light in so many steps keeps within half a level down to black, where the curve is steepest.
constexpr int kStepBits = 13, kSteps = 1 << kStepBits;

const std::array<std::uint8_t, kSteps + 1>& levels() {
  static const auto kLevels = [] {
    std::array<std::uint8_t, kSteps + 1> made{};
    for (std::size_t i = 0; i < made.size(); ++i) {
      made[i] = static_cast<std::uint8_t>(
          std::lround(255 * light_to_srgb(static_cast<double>(i) / kSteps)));
    }
    return made;
  }();
  return kLevels;
}

}  // namespace

std::optional<MatrixProfile> MatrixProfile::read(void* profile) {
  constexpr cmsTagSignature kColorants[] = {cmsSigRedColorantTag, cmsSigGreenColorantTag,
                                            cmsSigBlueColorantTag};
  constexpr cmsTagSignature kCurves[] = {cmsSigRedTRCTag, cmsSigGreenTRCTag, cmsSigBlueTRCTag};
  if (cmsGetColorSpace(profile) != cmsSigRgbData || cmsGetPCS(profile) != cmsSigXYZData ||
      cmsIsTag(profile, cmsSigAToB0Tag)) {
    return std::nullopt;
  }
  MatrixProfile made;
  bool is_srgb = true;
  std::array<double, 3> reach{};  // the greatest light that a row can sum up to
  for (std::size_t c = 0; c < 3; ++c) {
    const auto* xyz = static_cast<const cmsCIEXYZ*>(cmsReadTag(profile, kColorants[c]));
    const auto* curve = static_cast<const cmsToneCurve*>(cmsReadTag(profile, kCurves[c]));
    if (xyz == nullptr || curve == nullptr) return std::nullopt;
    const double colorant[3] = {xyz->X, xyz->Y, xyz->Z};
    for (std::size_t row = 0; row < 3; ++row) {
      is_srgb = is_srgb && std::abs(colorant[row] - kSrgbToXyz[row][c]) < 0.003;
      double sum = 0;
      for (std::size_t k = 0; k < 3; ++k) sum += kXyzToSrgb[row][k] * colorant[k];
      reach[row] += std::abs(sum);
      made.to_srgb_[row][c] =
          static_cast<std::int32_t>(std::lround(std::clamp(sum, -4.0, 4.0) * (1 << kOneBits)));
    }
    for (std::size_t level = 0; level < 256; ++level) {
      const float at = static_cast<float>(level) / 255;
      const float light = cmsEvalToneCurveFloat(curve, at);
      if (!(light >= -0.01F && light <= 1.01F)) return std::nullopt;
      made.light_[c][level] = static_cast<std::int32_t>(std::lround(light * (1 << kLightBits)));
      is_srgb = is_srgb && std::abs(light - srgb_to_light(at)) < 0.004;
    }
  }
  // Beyond the room of 32 bits lie no primaries that exist.
  if (!(reach[0] < 3.9 && reach[1] < 3.9 && reach[2] < 3.9)) return std::nullopt;
  made.is_srgb_ = is_srgb;
  return made;
}

const MatrixProfile& MatrixProfile::display_p3() {
  static const MatrixProfile kDisplayP3 = [] {
    const Profile srgb(cmsCreate_sRGBProfile());
    MatrixProfile made = *read(srgb.get());  // for its curves
    constexpr double kToSrgb[3][3] = {
        {1.22494, -0.22494, 0.0}, {-0.04206, 1.04206, 0.0}, {-0.01964, -0.07864, 1.09828}};
    for (std::size_t row = 0; row < 3; ++row) {
      for (std::size_t c = 0; c < 3; ++c) {
        made.to_srgb_[row][c] =
            static_cast<std::int32_t>(std::lround(kToSrgb[row][c] * (1 << kOneBits)));
      }
    }
    made.is_srgb_ = false;
    return made;
  }();
  return kDisplayP3;
}

void MatrixProfile::to_srgb(std::span<std::uint8_t> rgb) const noexcept {
  const auto& to_level = levels();
  const auto level_of = [&to_level](std::int32_t light) {
    constexpr int kShift = kLightBits + kOneBits - kStepBits;
    const std::int32_t step = (light + (1 << (kShift - 1))) >> kShift;
    return to_level[static_cast<std::size_t>(std::clamp(step, 0, kSteps))];
  };
  const auto& m = to_srgb_;
  for (std::size_t i = 0; i + 3 <= rgb.size(); i += 3) {
    const std::int32_t red = light_[0][rgb[i]], green = light_[1][rgb[i + 1]],
                       blue = light_[2][rgb[i + 2]];
    rgb[i] = level_of(m[0][0] * red + m[0][1] * green + m[0][2] * blue);
    rgb[i + 1] = level_of(m[1][0] * red + m[1][1] * green + m[1][2] * blue);
    rgb[i + 2] = level_of(m[2][0] * red + m[2][1] * green + m[2][2] * blue);
  }
}

}  // namespace nunchi::decode
