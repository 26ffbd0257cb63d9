// MatrixProfile: the fast way from an RGB profile of three curves and a matrix (Display P3, Adobe
// RGB and nearly all that cameras and telephones embed) to sRGB: some nanoseconds a pixel, where
// lcms2 needs milliseconds to begin and three times as much a pixel. Equal to lcms2 within two
// levels.
//
// An immutable value; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace nunchi::decode {

class MatrixProfile {
 public:
  // `profile` is lcms2's cmsHPROFILE. Empty for a profile of another make (tables, grey, CMYK).
  static std::optional<MatrixProfile> read(void* profile);

  // Display P3: its primaries, and sRGB's curve.
  static const MatrixProfile& display_p3();

  // Whether it is sRGB itself, so that nothing is to be done.
  bool is_srgb() const noexcept { return is_srgb_; }

  // RGB pixels, in place.
  void to_srgb(std::span<std::uint8_t> rgb) const noexcept;

 private:
  MatrixProfile() = default;

  // In fixed point: light in 1 / kLight, factors in 1 / kOne.
  std::array<std::array<std::int32_t, 256>, 3> light_{};  // of each level of red, green, blue
  std::array<std::array<std::int32_t, 3>, 3> to_srgb_{};  // row by row: light → sRGB's light
  bool is_srgb_ = false;
};

}  // namespace nunchi::decode
