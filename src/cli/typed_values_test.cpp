#include "cli/typed_values.h"

#include <gtest/gtest.h>

namespace nunchi::cli {
namespace {

using namespace std::chrono;

TEST(TypedDate, TellsAsMuchAsWasTyped) {
  EXPECT_EQ(typed_date("2019")->precision, Precision::year);
  EXPECT_EQ(typed_date("2019-07")->precision, Precision::month);
  EXPECT_EQ(typed_date("2019-07-03")->precision, Precision::day);
  const Taken minute = *typed_date("2019-07-03 14:03");
  EXPECT_EQ(minute.precision, Precision::minute);
  EXPECT_FALSE(minute.offset);
  const Taken second = *typed_date("2019-07-03T14:03:05+09:00");
  EXPECT_EQ(to_iso8601(second), "2019-07-03T14:03:05+09:00");
  EXPECT_EQ(typed_date("2019-07-03T14:03:05Z")->offset, minutes(0));
}

TEST(TypedDate, RefusesWhatCannotBe) {
  for (const char* text : {"", "19", "2019-13", "2019-02-30", "2019-07-03T25:00", "2019-07T10:00",
                           "2019-07-03T14:03:05+9", "yesterday", "2019-07-03x"}) {
    EXPECT_FALSE(typed_date(text)) << text;
  }
}

TEST(TypedDate, EndsWhereTheNextBegins) {
  EXPECT_EQ(end_of(*typed_date("2019")), typed_date("2020-01-01")->local);
  EXPECT_EQ(end_of(*typed_date("2019-12")), typed_date("2020-01-01")->local);
  EXPECT_EQ(end_of(*typed_date("2020-02-28")), typed_date("2020-02-29")->local);
  EXPECT_EQ(end_of(*typed_date("2019-07-03T14:59")), typed_date("2019-07-03T15:00")->local);
}

TEST(TypedPosition, IsTwoNumbersOnEarth) {
  EXPECT_EQ(typed_position("37.5, -126.25")->longitude, -126.25);
  for (const char* text : {"", "37.5", "91,0", "0,181", "a,b", "1,2,3"}) {
    EXPECT_FALSE(typed_position(text)) << text;
  }
}

}  // namespace
}  // namespace nunchi::cli
