#include "perceive/object_display.h"

#include <gtest/gtest.h>

namespace nunchi::perceive {
namespace {

Object object(const char* category, float confidence, const Box& box) {
  return {.category = category, .confidence = confidence, .box = box};
}

TEST(WorthShowing, IsWhatIsMoreLikelyRightThanWrong) {
  const std::vector<Object> objects{object("dog", 0.49F, {0, 0, 10, 10}),
                                    object("cat", 0.51F, {50, 0, 60, 10})};
  const auto shown = worth_showing(objects);
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_EQ(shown[0].category, "cat");
}

TEST(WorthShowing, IsTheSurestOfTwoNamesForOneThing) {
  const std::vector<Object> objects{object("cow", 0.6F, {0, 0, 10, 10}),
                                    object("horse", 0.8F, {0, 0, 10, 9})};
  const auto shown = worth_showing(objects);
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_EQ(shown[0].category, "horse");
}

TEST(WorthShowing, IsAPersonAndWhatSheHolds) {
  const std::vector<Object> objects{object("person", 0.9F, {0, 0, 10, 20}),
                                    object("surfboard", 0.8F, {0, 6, 10, 20})};
  EXPECT_EQ(worth_showing(objects).size(), 2U);
}

TEST(WorthShowing, IsStricterWithinOneCategory) {
  const std::vector<Object> objects{object("person", 0.9F, {0, 0, 10, 20}),
                                    object("person", 0.8F, {0, 6, 10, 20})};
  EXPECT_EQ(worth_showing(objects).size(), 1U);
}

}  // namespace
}  // namespace nunchi::perceive
