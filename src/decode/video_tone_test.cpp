#include "decode/video_tone.h"

#include <gtest/gtest.h>

namespace nunchi::decode {
namespace {

int grey_of(BrightCurve curve, double signal) {
  const auto value = static_cast<std::uint16_t>(signal * 65'535);
  const std::array<std::uint16_t, 3> bright{value, value, value};
  std::array<std::uint8_t, 3> rgb{};
  VideoTone(curve).to_srgb(bright, rgb);
  EXPECT_NEAR(rgb[0], rgb[1], 1);
  EXPECT_NEAR(rgb[1], rgb[2], 1);
  return rgb[1];
}

TEST(VideoTone, ShowsWhiteAsWhiteAndBlackAsBlack) {
  EXPECT_EQ(grey_of(BrightCurve::pq, 0), 0);
  EXPECT_GE(grey_of(BrightCurve::pq, 0.7518), 253);  // 1,000 cd/m²
  EXPECT_EQ(grey_of(BrightCurve::pq, 1), 255);
  EXPECT_EQ(grey_of(BrightCurve::hlg, 0), 0);
  EXPECT_GE(grey_of(BrightCurve::hlg, 1), 253);
}

TEST(VideoTone, KeepsOrdinaryLightOrdinary) {
  // Diffuse white, 203 cd/m², is light grey; 18 % grey lies in the middle.
  EXPECT_NEAR(grey_of(BrightCurve::pq, 0.5807), 191, 12);
  EXPECT_NEAR(grey_of(BrightCurve::hlg, 0.75), 191, 12);
  EXPECT_NEAR(grey_of(BrightCurve::pq, 0.40), 108, 20);
}

TEST(VideoTone, GrowsWithTheSignal) {
  for (const BrightCurve curve : {BrightCurve::pq, BrightCurve::hlg}) {
    int before = 0;
    for (int i = 0; i <= 50; ++i) {
      const int now = grey_of(curve, i / 50.0);
      EXPECT_GE(now, before);
      before = now;
    }
  }
}

}  // namespace
}  // namespace nunchi::decode
