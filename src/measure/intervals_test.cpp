#include "measure/intervals.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace nunchi::measure {
namespace {

// 15 of 20 at 95 %: (0.5313, 0.8881), the textbook's case.
TEST(WilsonInterval, AgreesWithTheTextbook) {
  const Interval interval = wilson_interval(15, 20);
  EXPECT_NEAR(interval.low, 0.5313, 1e-4);
  EXPECT_NEAR(interval.high, 0.8881, 1e-4);
}

TEST(WilsonInterval, StaysWithinZeroAndOne) {
  EXPECT_EQ(wilson_interval(0, 10).low, 0);
  EXPECT_NEAR(wilson_interval(0, 10).high, 0.2775, 1e-4);
  EXPECT_NEAR(wilson_interval(10, 10).high, 1, 1e-12);
  EXPECT_EQ(wilson_interval(0, 0).low, 0);
  EXPECT_EQ(wilson_interval(0, 0).high, 1);
}

double mean_of(const std::vector<double>& values, std::span<const std::size_t> drawn) {
  double sum = 0;
  for (const std::size_t i : drawn) sum += values.at(i);
  return sum / static_cast<double>(drawn.size());
}

TEST(BootstrapInterval, OfAMeanIsThatOfTheNormalDistribution) {
  std::vector<double> values(100);
  for (std::size_t i = 0; i < 100; ++i) values[i] = i < 50 ? 0 : 1;
  const Interval interval = bootstrap_interval(
      100, [&](auto drawn) { return mean_of(values, drawn); }, {.resamples = 4000});
  EXPECT_NEAR(interval.low, 0.5 - 1.96 * 0.05, 0.015);
  EXPECT_NEAR(interval.high, 0.5 + 1.96 * 0.05, 0.015);
}

TEST(BootstrapInterval, IsTheSameForTheSameSeed) {
  const std::vector<double> values{1, 2, 4, 8};
  const auto with_seed = [&](std::uint32_t seed) {
    return bootstrap_interval(4, [&](auto drawn) { return mean_of(values, drawn); },
                              {.resamples = 200, .confidence = 0.5, .seed = seed});
  };
  EXPECT_EQ(with_seed(3).low, with_seed(3).low);
  EXPECT_NE(with_seed(3).low, with_seed(4).low);
  EXPECT_LT(with_seed(3).low, with_seed(3).high);
}

TEST(BootstrapInterval, OfNothingIsNothing) {
  const Interval interval = bootstrap_interval(0, [](auto) { return 5.0; });
  EXPECT_EQ(interval.low, 0);
  EXPECT_EQ(interval.high, 0);
}

}  // namespace
}  // namespace nunchi::measure
