#include "serve/byte_range.h"

#include <gtest/gtest.h>

namespace nunchi::serve {
namespace {

void expect_part(std::string_view header, std::uint64_t first, std::uint64_t last) {
  const RangeFound found = range_in(header, 100);
  EXPECT_EQ(found.answer, RangeAnswer::part) << header;
  EXPECT_EQ(found.range, (ByteRange{first, last})) << header;
}

TEST(RangeIn, GivesWhatRfc9110Says) {
  expect_part("bytes=0-9", 0, 9);
  expect_part("bytes=90-", 90, 99);
  expect_part("bytes=-10", 90, 99);
}

TEST(RangeIn, NeverReachesBeyondTheFile) {
  expect_part("bytes=90-200", 90, 99);
  expect_part("bytes=-500", 0, 99);
  expect_part("bytes=0-18446744073709551615", 0, 99);
  EXPECT_EQ(range_in("bytes=100-", 100).answer, RangeAnswer::impossible);
  EXPECT_EQ(range_in("bytes=0-", 0).answer, RangeAnswer::impossible);
  EXPECT_EQ(range_in("bytes=-0", 100).answer, RangeAnswer::impossible);
}

TEST(RangeIn, AnswersAnythingElseWithTheWhole) {
  for (const auto* header : {"", "bytes=", "bytes=-", "bytes=9-1", "bytes=a-b", "bytes=0-1,5-6",
                             "lines=1-2", "bytes=99999999999999999999-", "bytes=--5"}) {
    EXPECT_EQ(range_in(header, 100).answer, RangeAnswer::whole) << header;
  }
}

}  // namespace
}  // namespace nunchi::serve
