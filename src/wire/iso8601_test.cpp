#include "wire/iso8601.h"

#include <gtest/gtest.h>

namespace nunchi::wire {
namespace {

TEST(Iso8601, ReadsWhatCoreWrites) {
  for (const char* text : {"2019-07-03T14:03:05+09:00", "1999-12-31T00:00:00",
                           "2020-02-29T23:59:59-03:30", "0001-01-01T00:00:00+14:00"}) {
    const auto taken = parse_iso8601(text);
    ASSERT_TRUE(taken) << text;
    EXPECT_EQ(to_iso8601(*taken), text);
  }
}

TEST(Iso8601, UnderstandsZ) {
  const auto taken = parse_iso8601("2019-07-03T14:03:05Z");
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->offset, std::chrono::minutes{0});
}

TEST(Iso8601, RefusesWhatIsNoTime) {
  for (const char* text :
       {"", "2019", "2019-07-03", "2019-02-29T00:00:00", "2019-13-01T00:00:00",
        "2019-07-03 14:03:05", "2019-07-03T24:00:00", "2019-07-03T14:60:05",
        "2019-07-03T14:03:05+9:00", "2019-07-03T14:03:05+14:01", "2019-07-03T14:03:05+09:00x",
        "-019-07-03T14:03:05", "2019-07-03T14:03:05.5", "20x9-07-03T14:03:05"}) {
    EXPECT_FALSE(parse_iso8601(text)) << text;
  }
}

}  // namespace
}  // namespace nunchi::wire
