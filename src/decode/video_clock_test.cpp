#include "decode/video_clock.h"

#include <gtest/gtest.h>

#include <limits>

namespace nunchi::decode {
namespace {

using namespace std::chrono_literals;

const VideoClockOptions kMilliseconds{.seconds_per_tick = 1e-3};

TEST(VideoClock, CountsFromTheFirstFrame) {
  VideoClock clock(kMilliseconds);
  EXPECT_EQ(clock.time_of(5'000), 0us);
  EXPECT_EQ(clock.time_of(5'040), 40ms);
  EXPECT_EQ(clock.time_of(9'000), 4s);
  EXPECT_EQ(clock.stamp_at(2s), 7'000);
}

TEST(VideoClock, FillsInForStampsThatAreMissing) {
  VideoClock clock(kMilliseconds);
  EXPECT_EQ(clock.time_of(std::nullopt), 0us);
  EXPECT_EQ(clock.time_of(std::nullopt), 40ms);
  EXPECT_EQ(clock.time_of(std::nullopt), 80ms);
}

TEST(VideoClock, NeverGoesBack) {
  VideoClock clock(kMilliseconds);
  clock.time_of(0);
  EXPECT_EQ(clock.time_of(1'000), 1s);
  EXPECT_EQ(clock.time_of(1'000), 1s + 1us);
  EXPECT_EQ(clock.time_of(900), 1s + 2us);
  EXPECT_EQ(clock.time_of(1'040), 1'040ms);
}

TEST(VideoClock, GoesOnWhereStampsStartAnew) {
  VideoClock clock({.seconds_per_tick = 1e-3, .may_leap = true});
  clock.time_of(100'000'000);
  EXPECT_EQ(clock.time_of(100'005'000), 5s);
  EXPECT_EQ(clock.time_of(7), 5'040ms);  // wrapped
  EXPECT_EQ(clock.time_of(47), 5'080ms);
  EXPECT_EQ(clock.time_of(900'000'000), 5'120ms);  // leapt
}

TEST(VideoClock, SurvivesTheWildestStamps) {
  for (const bool may_leap : {false, true}) {
    VideoClock clock({.seconds_per_tick = 1e3, .may_leap = may_leap});
    auto before = clock.time_of(0);
    for (const std::int64_t stamp :
         {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min() + 1,
          std::int64_t{0}, std::int64_t{1} << 62, std::int64_t{-5}}) {
      const auto time = clock.time_of(stamp);
      EXPECT_GT(time, before);
      EXPECT_LT(time, 10h * 24 * 365 * 100);
      before = time;
    }
  }
}

}  // namespace
}  // namespace nunchi::decode
