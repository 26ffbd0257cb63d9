#include "wire/base64.h"

#include <gtest/gtest.h>

namespace nunchi::wire {
namespace {

std::string encoded(std::string_view text) { return to_base64(std::as_bytes(std::span(text))); }

TEST(Base64, GivesTheExamplesOfRfc4648) {
  EXPECT_EQ(encoded(""), "");
  EXPECT_EQ(encoded("f"), "Zg==");
  EXPECT_EQ(encoded("fo"), "Zm8=");
  EXPECT_EQ(encoded("foo"), "Zm9v");
  EXPECT_EQ(encoded("foobar"), "Zm9vYmFy");
}

TEST(Base64, UsesBothSignsBeyondLettersAndDigits) { EXPECT_EQ(encoded("\xfb\xff\xbf"), "+/+/"); }

}  // namespace
}  // namespace nunchi::wire
