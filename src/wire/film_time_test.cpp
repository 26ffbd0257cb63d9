#include "wire/film_time.h"

#include <gtest/gtest.h>

namespace nunchi::wire {
namespace {

using namespace std::chrono_literals;

TEST(FilmTime, ShowsHoursOnlyWhereThereAreSome) {
  EXPECT_EQ(time_text(0us), "0:00");
  EXPECT_EQ(time_text(65'999'999us), "1:05");
  EXPECT_EQ(time_text(1h + 2min + 3s), "1:02:03");
  EXPECT_EQ(time_text(-5s), "0:00");
}

TEST(FilmTime, SaysASpanWithinOneSecondOnce) {
  EXPECT_EQ(span_text({.from = 5s, .until = 12'500ms}), "0:05–0:12");
  EXPECT_EQ(span_text({.from = 5'100ms, .until = 5'900ms}), "0:05");
}

}  // namespace
}  // namespace nunchi::wire
