#include "perceive/object_fusion.h"

#include <gtest/gtest.h>

namespace nunchi::perceive {
namespace {

Object object(const char* category, float confidence, const Box& box) {
  return {.category = category, .confidence = confidence, .box = box};
}

TEST(Fusion, OfTwoThatAgreeIsTheirMean) {
  const std::vector<std::vector<Object>> lists{{object("dog", 0.75F, {0, 0, 10, 10})},
                                               {object("dog", 0.25F, {0, 0, 10, 12})}};
  EXPECT_EQ(fused(lists), (std::vector<Object>{object("dog", 0.5F, {0, 0, 10, 10.5F})}));
}

TEST(Fusion, HalvesTheConfidenceOfWhatOneAloneSaw) {
  const std::vector<std::vector<Object>> lists{
      {object("dog", 0.75F, {0, 0, 10, 10})},
      {object("dog", 0.5F, {50, 0, 60, 10}), object("cat", 0.25F, {0, 0, 10, 10})}};
  const auto objects = fused(lists);
  ASSERT_EQ(objects.size(), 3U);
  EXPECT_EQ(objects[0], object("dog", 0.375F, {0, 0, 10, 10}));
  EXPECT_EQ(objects[1], object("dog", 0.25F, {50, 0, 60, 10}));
  EXPECT_EQ(objects[2], object("cat", 0.125F, {0, 0, 10, 10}));
}

TEST(Fusion, CountsADetectorOnceThatSawAThingTwice) {
  const std::vector<std::vector<Object>> lists{
      {object("dog", 0.8F, {0, 0, 10, 10}), object("dog", 0.8F, {0, 0, 10, 10})}, {}};
  const auto objects = fused(lists);
  ASSERT_EQ(objects.size(), 1U);
  EXPECT_FLOAT_EQ(objects[0].confidence, 0.4F);
}

TEST(Fusion, MapsItsConfidences) {
  const std::vector<std::vector<Object>> lists{{object("dog", 0.75F, {0, 0, 8, 8})}};
  EXPECT_NEAR(fused(lists, {.confidence = {2, 0}})[0].confidence, 0.9F, 1e-6F);
}

TEST(Fusion, OfNothingIsNothing) {
  EXPECT_TRUE(fused({}).empty());
  EXPECT_TRUE(fused(std::vector<std::vector<Object>>(3)).empty());
}

TEST(Fusion, GivesNoMoreThanAsked) {
  std::vector<std::vector<Object>> lists(1);
  for (int i = 0; i < 20; ++i) {
    const auto x = 20.0F * static_cast<float>(i);
    lists[0].push_back(object("dog", 0.5F, {x, 0, x + 10, 10}));
  }
  EXPECT_EQ(fused(lists, {.most = 7}).size(), 7U);
}

}  // namespace
}  // namespace nunchi::perceive
