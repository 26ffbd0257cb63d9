#include "decode/written_date.h"

#include <gtest/gtest.h>

namespace nunchi::decode {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::sys_seconds kNow = std::chrono::sys_days{2024y / 6 / 1} + 12h;

std::string believed(const WrittenDate& date) {
  const auto taken = believe(date, kNow);
  return taken ? to_iso8601(*taken) : taken.error().message;
}

TEST(Believe, ReadsExifAndIsoDates) {
  EXPECT_EQ(believed({"2019:07:03 14:03:05", "", "exif"}), "2019-07-03T14:03:05");
  EXPECT_EQ(believed({"2019:07:03 14:03:05", "+09:00", "exif"}), "2019-07-03T14:03:05+09:00");
  EXPECT_EQ(believed({"2019:07:03 14:03:05", "-0330", "exif"}), "2019-07-03T14:03:05-03:30");
  EXPECT_EQ(believed({"2019-07-03T14:03:05.123Z", "", "xmp"}), "2019-07-03T14:03:05+00:00");
  EXPECT_EQ(believed({"2019-07-03T14:03:05+09:00", "", "xmp"}), "2019-07-03T14:03:05+09:00");
  EXPECT_EQ(believed({"2019-07-03T14:03-05:00", "", "xmp"}), "2019-07-03T14:03:00-05:00");
  EXPECT_EQ(believed({"2019-07-03", "", "xmp"}), "2019-07-03T00:00:00");
  EXPECT_EQ(believed({"20190703", "", "iptc"}), "2019-07-03T00:00:00");
}

TEST(Believe, RefusesImpossibleDatesWithAReason) {
  EXPECT_EQ(believed({"0000:00:00 00:00:00", "", "exif"}),
            "exif \"0000:00:00 00:00:00\": no such day");
  EXPECT_EQ(believed({"2019:02:29 00:00:00", "", "exif"}),
            "exif \"2019:02:29 00:00:00\": no such day");
  EXPECT_EQ(believed({"1700:01:01 00:00:00", "", "exif"}),
            "exif \"1700:01:01 00:00:00\": before photography");
  EXPECT_EQ(believed({"2050:01:01 00:00:00", "", "exif"}),
            "exif \"2050:01:01 00:00:00\": lies in the future");
  for (const char* text : {"", "140325", "yesterday", "2019", "2019:07", "2019:07:03 25:00:00",
                           "2019:07:03 14", "2019:0703", "    :  :     :  :  "}) {
    EXPECT_NE(believed({text, "", "exif"}).find("not a date"), std::string::npos) << text;
  }
}

TEST(Believe, AllowsForAClockOnTheOtherSideOfTheWorld) {
  EXPECT_EQ(believed({"2024:06:02 11:00:00", "", "exif"}), "2024-06-02T11:00:00");
  EXPECT_NE(believed({"2024:06:02 13:00:00", "", "exif"}), "2024-06-02T13:00:00");
}

TEST(Believe, LeavesOutAnOffsetThatIsNone) {
  for (const char* offset : {"+15:00", "+14:30", "09:00", "JST", "+9", "+09:75", "   "}) {
    EXPECT_EQ(believed({"2019:07:03 14:03:05", offset, "exif"}), "2019-07-03T14:03:05") << offset;
  }
}

}  // namespace
}  // namespace nunchi::decode
