#include "wire/progress_bar.h"

#include <gtest/gtest.h>

#include <cmath>

#include "wire/display_width.h"

namespace nunchi::wire {
namespace {

TEST(ProgressBar, ShowsHowFarHowFastAndHowLong) {
  EXPECT_EQ(progress_bar({.done = 1204, .total = 3000, .per_second = 34.1}, {.width = 60}),
            "━━━━━━━━━━───────────────  1,204 of 3,000 · 34/s · 53 s left");
}

TEST(ProgressBar, SpeaksKorean) {
  EXPECT_EQ(progress_bar({.done = 1, .total = 4, .per_second = 0.5},
                         {.width = 43, .language = Language::korean}),
            "━━━─────────  4장 중 1장 · 0.5/s · 6초 남음");
}

TEST(ProgressBar, GoesFromEmptyToFull) {
  EXPECT_EQ(progress_bar({.done = 0, .total = 5}, {.width = 16}), "────────  0 of 5");
  EXPECT_EQ(progress_bar({.done = 5, .total = 5, .per_second = 10}, {.width = 23}),
            "━━━━━━━━  5 of 5 · 10/s");
}

TEST(ProgressBar, MoreThanAllIsAll) {
  EXPECT_EQ(progress_bar({.done = 7, .total = 5}, {.width = 16}), "━━━━━━━━  7 of 5");
}

TEST(ProgressBar, WithoutATotalOnlyCounts) {
  EXPECT_EQ(progress_bar({.done = 12'345, .per_second = 3}, {.width = 40}), "12,345 done · 3.0/s");
}

TEST(ProgressBar, SaysMinutesAndHours) {
  const auto tail = [](std::uint64_t left) {
    return progress_bar({.done = 0, .total = left, .per_second = 1}, {.width = 60});
  };
  EXPECT_NE(tail(600).find("10 min left"), std::string::npos);
  EXPECT_NE(tail(3700).find("1 h 1 min left"), std::string::npos);
  EXPECT_EQ(tail(360'001).find("left"), std::string::npos) << "days are no forecast";
}

TEST(ProgressBar, IsNeverWiderThanItsPlace) {
  for (int width = 0; width < 130; ++width) {
    for (const double rate : {0.0, 0.01, 12.0, 1e9, -1.0, std::nan("")}) {
      const std::string bar =
          progress_bar({.done = 99'999, .total = 1'000'000, .per_second = rate}, {.width = width});
      EXPECT_LE(columns(bar), width) << bar;
    }
  }
}

TEST(ProgressBar, ColoursOnlyWhenAsked) {
  const Progress half{.done = 1, .total = 2};
  EXPECT_EQ(progress_bar(half).find('\x1b'), std::string::npos);
  EXPECT_NE(progress_bar(half, {.colour = Colour::ansi}).find("\x1b[36m"), std::string::npos);
}

}  // namespace
}  // namespace nunchi::wire
