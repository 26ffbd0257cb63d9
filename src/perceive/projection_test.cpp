#include "perceive/projection.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace nunchi::perceive {
namespace {

std::vector<float> unit(std::vector<float> vector) {
  double squares = 0;
  for (const float value : vector) squares += double{value} * value;
  for (float& value : vector) value = static_cast<float>(value / std::sqrt(squares));
  return vector;
}

double dot(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += double{a[i]} * b[i];
  return sum;
}

TEST(Projection, KeepsAnglesNearlyAndLengthsExactly) {
  std::mt19937 random(5);
  std::normal_distribution<float> normal;
  double squares = 0;
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<float> a(1280), b(1280);
    for (std::size_t i = 0; i < a.size(); ++i) {
      a[i] = normal(random);
      b[i] = a[i] + 0.05F * static_cast<float>(trial) * normal(random);
    }
    a = unit(a);
    b = unit(b);
    const auto short_a = projected(a, 256), short_b = projected(b, 256);
    ASSERT_EQ(short_a.size(), 256U);
    EXPECT_NEAR(dot(short_a, short_a), 1, 1e-5);
    squares += std::pow(dot(short_a, short_b) - dot(a, b), 2);
  }
  EXPECT_LT(std::sqrt(squares / 50), 0.06);  // 1/sqrt(256), and less for near ones
}

TEST(Projection, IsTheSameForGood) {
  std::vector<float> ones(100, 0.1F);
  const auto now = projected(ones, 4);
  EXPECT_EQ(now, projected(ones, 4));
  for (const float value : now) EXPECT_TRUE(std::isfinite(value));
}

TEST(Projection, LeavesAShortVectorAsItIs) {
  EXPECT_EQ(projected(std::vector<float>{1, 0}, 256), (std::vector<float>{1, 0}));
}

}  // namespace
}  // namespace nunchi::perceive
