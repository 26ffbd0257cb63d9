// SmallFrame: one frame of a video as a few thousand numbers: all that is needed to tell where a
// shot ends. Brightness and two colour differences (Y′CbCr), squeezed to one size whatever the
// shape of the video. A value.
#pragma once

#include <array>
#include <cstdint>

namespace nunchi {

struct SmallFrame {
  static constexpr int kWidth = 64, kHeight = 36;              // of the brightness
  static constexpr int kColourWidth = 32, kColourHeight = 18;  // of the colour differences

  std::array<std::uint8_t, kWidth * kHeight> luma{};
  std::array<std::uint8_t, kColourWidth * kColourHeight> blue{};  // 128: none
  std::array<std::uint8_t, kColourWidth * kColourHeight> red{};   // 128: none

  bool operator==(const SmallFrame&) const = default;
};

}  // namespace nunchi
