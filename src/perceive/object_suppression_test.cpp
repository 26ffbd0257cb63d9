#include "perceive/object_suppression.h"

#include <gtest/gtest.h>

namespace nunchi::perceive {
namespace {

constexpr SuppressionSettings kOwnBox{.overlap = 0.5F, .vote = 1};

TEST(Suppression, KeepsTheBestOfOverlappingBoxes) {
  const auto kept = suppressed(
      {{0, 0.5F, {0, 0, 10, 10}}, {0, 0.9F, {0, 0, 10, 9}}, {0, 0.4F, {50, 0, 60, 10}}}, kOwnBox);
  EXPECT_EQ(kept, (std::vector<Candidate>{{0, 0.9F, {0, 0, 10, 9}}, {0, 0.4F, {50, 0, 60, 10}}}));
}

TEST(Suppression, KeepsBoxesOfOtherCategories) {
  EXPECT_EQ(suppressed({{0, 0.5F, {0, 0, 10, 10}}, {1, 0.9F, {0, 0, 10, 10}}}, kOwnBox).size(), 2U);
}

TEST(Suppression, KeepsWhatOverlapsNoMoreThanAllowed) {
  // 5 x 10 shared of 10 x 15: exactly a third
  const std::vector<Candidate> two{{0, 0.5F, {0, 0, 10, 10}}, {0, 0.4F, {5, 0, 15, 10}}};
  EXPECT_EQ(suppressed(two, {.overlap = 0.34F, .vote = 1}).size(), 2U);
  EXPECT_EQ(suppressed(two, {.overlap = 0.33F, .vote = 1}).size(), 1U);
}

TEST(Suppression, LetsASuppressedBoxSuppressNoOther) {
  // Each overlaps the next by 0.6, the first and the last by a third.
  const std::vector<Candidate> three{
      {0, 0.9F, {0, 0, 8, 10}}, {0, 0.8F, {2, 0, 10, 10}}, {0, 0.7F, {4, 0, 12, 10}}};
  const auto kept = suppressed(three, kOwnBox);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[1].score, 0.7F);
}

TEST(Suppression, TakesTheMeanBoxOfAllThatAgree) {
  const auto kept = suppressed({{0, 0.75F, {0, 0, 10, 10}}, {0, 0.25F, {0, 0, 10, 12}}},
                               {.overlap = 0.5F, .vote = 0.7F});
  EXPECT_EQ(kept, (std::vector<Candidate>{{0, 0.75F, {0, 0, 10, 10.5F}}}));
}

TEST(Suppression, KeepsTheMostThatAreAskedFor) {
  std::vector<Candidate> many;
  for (int i = 0; i < 10; ++i) {
    const auto x = 20.0F * static_cast<float>(i);
    many.push_back({0, 0.1F * static_cast<float>(i + 1), {x, 0, x + 10, 10}});
  }
  const auto kept = suppressed(many, {.most = 4});
  ASSERT_EQ(kept.size(), 4U);
  EXPECT_FLOAT_EQ(kept.front().score, 1);
  EXPECT_FLOAT_EQ(kept.back().score, 0.7F);
}

TEST(Suppression, OfNothingIsNothing) { EXPECT_TRUE(suppressed({}, {}).empty()); }

}  // namespace
}  // namespace nunchi::perceive
