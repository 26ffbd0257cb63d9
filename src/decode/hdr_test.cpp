#include "decode/hdr.h"

#include <gtest/gtest.h>

#include <vector>

namespace nunchi::decode {
namespace {

std::vector<int> converted(const HdrToSrgb& hdr, std::vector<std::uint16_t> rgb) {
  std::vector<std::uint8_t> out(rgb.size());
  hdr.convert(rgb, out);
  return {out.begin(), out.end()};
}

using Pixel = std::vector<int>;

TEST(HdrToSrgb, KeepsBlackBlackAndTheBrightestWhite) {
  for (const auto transfer : {HdrTransfer::pq, HdrTransfer::hlg}) {
    for (const auto primaries :
         {HdrPrimaries::bt709, HdrPrimaries::display_p3, HdrPrimaries::bt2020}) {
      const HdrToSrgb hdr(transfer, primaries, 10);
      EXPECT_EQ(converted(hdr, {0, 0, 0}), (Pixel{0, 0, 0}));
      for (const int level : converted(hdr, {1023, 1023, 1023})) EXPECT_GE(level, 254);
    }
  }
}

TEST(HdrToSrgb, LeavesMiddleGreysAsPlainPicturesHaveThem) {
  const HdrToSrgb hdr(HdrTransfer::pq, HdrPrimaries::bt2020, 10);
  // PQ of 10 bits: sRGB's 128 is 0.2159 of white's 203 cd/m², 43.8 cd/m², which has the code 437.
  EXPECT_NEAR(converted(hdr, {437, 437, 437})[0], 128, 1);
  // Plain white itself (code 594) comes down, to make room for what is brighter.
  const int white = converted(hdr, {594, 594, 594})[0];
  EXPECT_GT(white, 200);
  EXPECT_LT(white, 235);
}

TEST(HdrToSrgb, RisesAllTheWay) {
  for (const auto transfer : {HdrTransfer::pq, HdrTransfer::hlg}) {
    const HdrToSrgb hdr(transfer, HdrPrimaries::bt709, 12);
    int before = -1;
    for (int code = 0; code < 4096; code += 5) {
      const auto value = static_cast<std::uint16_t>(code);
      const int level = converted(hdr, {value, value, value})[0];
      EXPECT_GE(level, before);
      before = level;
    }
  }
}

TEST(HdrToSrgb, KeepsHuesOfWideGamuts) {
  const Pixel red =
      converted(HdrToSrgb(HdrTransfer::pq, HdrPrimaries::bt2020, 10), {500, 200, 200});
  EXPECT_GT(red[0], 100);
  EXPECT_LT(red[1], 60);
}

TEST(HdrToSrgb, ClipsCodesBeyondItsBits) {
  EXPECT_EQ(converted(HdrToSrgb(HdrTransfer::pq, HdrPrimaries::bt709, 10), {65535, 65535, 65535}),
            (Pixel{255, 255, 255}));
}

}  // namespace
}  // namespace nunchi::decode
