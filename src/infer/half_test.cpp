#include "infer/half.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace nunchi::infer {
namespace {

float half(std::uint16_t bits) {
  std::byte bytes[2];
  std::memcpy(bytes, &bits, 2);
  return half_to_float(bytes);
}

TEST(Half, HasTheValuesThatTheStandardGives) {
  EXPECT_EQ(half(0x3c00), 1.0F);
  EXPECT_EQ(half(0xc000), -2.0F);
  EXPECT_EQ(half(0x7bff), 65504.0F);
  EXPECT_EQ(half(0x3555), 0.333251953125F);
  EXPECT_EQ(half(0x0400), 0x1p-14F);
  EXPECT_EQ(half(0x0001), 0x1p-24F);
  EXPECT_EQ(half(0x83ff), -1023 * 0x1p-24F);
  EXPECT_EQ(half(0x7c00), std::numeric_limits<float>::infinity());
  EXPECT_EQ(half(0xfc00), -std::numeric_limits<float>::infinity());
  EXPECT_TRUE(std::isnan(half(0x7e00)));
}

TEST(Half, KeepsTheSignOfZero) {
  EXPECT_FALSE(std::signbit(half(0x0000)));
  EXPECT_TRUE(std::signbit(half(0x8000)));
}

}  // namespace
}  // namespace nunchi::infer
