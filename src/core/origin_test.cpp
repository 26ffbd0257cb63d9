#include "core/origin.h"

#include <gtest/gtest.h>

namespace nunchi {
namespace {

using namespace std::chrono;

TEST(Taken, IsWrittenWithItsOffset) {
  const Taken taken{.local = local_days{2019y / July / 3} + 14h + 3min + 5s, .offset = 540min};
  EXPECT_EQ(to_iso8601(taken), "2019-07-03T14:03:05+09:00");
}

TEST(Taken, WithoutOffsetClaimsNone) {
  EXPECT_EQ(to_iso8601({.local = local_days{1999y / December / 31}}), "1999-12-31T00:00:00");
}

TEST(Taken, WritesHalfHoursWestOfGreenwich) {
  const Taken taken{.local = local_days{2020y / January / 1}, .offset = -210min};
  EXPECT_EQ(to_iso8601(taken), "2020-01-01T00:00:00-03:30");
}

}  // namespace
}  // namespace nunchi
