#include "library/half.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace nunchi::library {
namespace {

TEST(Half, EveryOneOfThemSurvivesTheWayThroughFloat) {
  for (std::uint32_t half = 0; half < 0x10000; ++half) {
    const float value = float_of(static_cast<std::uint16_t>(half));
    if (std::isnan(value)) continue;
    ASSERT_EQ(half_of(value), half);
  }
}

TEST(Half, RoundsToNearestAndTiesToEven) {
  EXPECT_EQ(half_of(1.0F), 0x3C00);
  EXPECT_EQ(half_of(1.0F + 0x1p-11F), 0x3C00);      // a tie: down to even
  EXPECT_EQ(half_of(1.0F + 3 * 0x1p-11F), 0x3C02);  // a tie: up to even
  EXPECT_EQ(half_of(1.0F + 0x1p-11F + 0x1p-20F), 0x3C01);
  EXPECT_EQ(half_of(-0.333251953125F), 0xB555);
  EXPECT_EQ(half_of(0x1p-25F), 0);    // half of the smallest: down to even
  EXPECT_EQ(half_of(0x1.8p-24F), 2);  // one and a half of it: up to even
}

TEST(Half, BeyondItsRangeIsInfinite) {
  EXPECT_EQ(half_of(65519.0F), 0x7BFF);
  EXPECT_EQ(half_of(65520.0F), 0x7C00);
  EXPECT_EQ(half_of(-std::numeric_limits<float>::infinity()), 0xFC00);
  EXPECT_TRUE(std::isnan(float_of(half_of(std::numeric_limits<float>::quiet_NaN()))));
}

}  // namespace
}  // namespace nunchi::library
