#include "models/last_words.h"

#include <gtest/gtest.h>

namespace nunchi::models {
namespace {

TEST(LastWords, FitInOneLine) {
  EXPECT_EQ(last_words("a\n\n\tb\x1b[31m\n"), "a b [31m");
  EXPECT_EQ(last_words(""), "");
  const std::string many = last_words(std::string(500, 'x') + "\xED\x95\x9C");
  EXPECT_TRUE(many.starts_with("…x"));
  EXPECT_TRUE(many.ends_with("한"));
  EXPECT_LE(many.size(), 410U);
}

}  // namespace
}  // namespace nunchi::models
