#include "wire/utf8.h"

#include <gtest/gtest.h>

namespace nunchi::wire {
namespace {

TEST(Utf8, LeavesValidTextAsItIs) {
  const std::string text = "beach é 해변 🏖";
  EXPECT_EQ(valid_utf8(text), text);
}

TEST(Utf8, KeepsWhatStandsAroundBrokenBytes) {
  EXPECT_EQ(valid_utf8("a\xff"
                       "b\xc3"),
            "a\uFFFDb\uFFFD");
}

TEST(Utf8, RefusesOverlongFormsSurrogatesAndWhatIsBeyondUnicode) {
  EXPECT_EQ(valid_utf8("\xc0\xaf"), "\uFFFD\uFFFD");
  EXPECT_EQ(valid_utf8("\xe0\x80\xaf"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(valid_utf8("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(valid_utf8("\xf4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST(Utf8, ReadsWhatItWritesForEveryLength) {
  for (const char32_t value :
       {U'\x7f', U'\x80', U'\u07ff', U'\u0800', U'\uffff', U'\U00010000', U'\U0010ffff'}) {
    std::string text;
    append_utf8(text, value);
    EXPECT_EQ(first_code_point(text).value, value);
    EXPECT_EQ(first_code_point(text).bytes, text.size());
  }
}

}  // namespace
}  // namespace nunchi::wire
