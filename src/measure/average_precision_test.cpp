#include "measure/average_precision.h"

#include <gtest/gtest.h>

#include <vector>

namespace nunchi::measure {
namespace {

constexpr Rectangle kSquare{10, 10, 10, 10};
constexpr Rectangle kElsewhere{100, 100, 10, 10};

TEST(Overlap, IsSharedAreaOverJoinedArea) {
  EXPECT_DOUBLE_EQ(overlap_of({0, 0, 10, 10}, {5, 0, 10, 10}, Crowd::no), 50.0 / 150.0);
  EXPECT_EQ(overlap_of({0, 0, 10, 10}, {10, 0, 10, 10}, Crowd::no), 0);
  EXPECT_EQ(overlap_of({}, {}, Crowd::no), 0);
}

TEST(Overlap, WithACrowdIsTheShareOfTheFoundBoxInsideIt) {
  EXPECT_DOUBLE_EQ(overlap_of({0, 0, 10, 10}, {5, 0, 100, 100}, Crowd::yes), 0.5);
}

TEST(AveragePrecision, IsOneWhereAllIsFoundExactly) {
  const std::vector<TrueBox> truth{{1, 1, kSquare}, {2, 1, kElsewhere}};
  const std::vector<FoundBox> found{{1, 1, kSquare, 0.3}, {2, 1, kElsewhere, 0.2}};
  const auto result = average_precision(truth, found);
  ASSERT_TRUE(result);
  EXPECT_NEAR(result->map, 1, 1e-12);
  EXPECT_NEAR(result->ap50, 1, 1e-12);
  EXPECT_EQ(result->categories, 1U);
}

TEST(AveragePrecision, IsEmptyWithoutTruth) {
  const std::vector<FoundBox> found{{1, 1, kSquare, 0.3}};
  EXPECT_FALSE(average_precision({}, found));
  const std::vector<TrueBox> crowd{{1, 1, kSquare, Crowd::yes}};
  EXPECT_FALSE(average_precision(crowd, found));
}

TEST(AveragePrecision, IsZeroWhereNothingIsFound) {
  const std::vector<TrueBox> truth{{1, 1, kSquare}};
  EXPECT_EQ(average_precision(truth, {})->map, 0);
}

// 10 x 6.2 inside 10 x 10: intersection over union 0.62, right at 0.50, 0.55 and 0.60 of ten steps.
TEST(AveragePrecision, CountsABoxAtTheOverlapsThatItReaches) {
  const std::vector<TrueBox> truth{{1, 1, {0, 0, 10, 10}}};
  const std::vector<FoundBox> found{{1, 1, {0, 0, 10, 6.2}, 0.9}};
  const auto result = average_precision(truth, found);
  EXPECT_NEAR(result->map, 0.3, 1e-12);
  EXPECT_NEAR(result->ap50, 1, 1e-12);
}

// Right, wrong, right of two true boxes: precision 1 up to recall 0.50 (51 of the 101 points), then
// 2/3 up to recall 1.
TEST(AveragePrecision, TakesTheBestPrecisionAtEachRecallOrBeyond) {
  const std::vector<TrueBox> truth{{1, 1, kSquare}, {2, 1, kSquare}};
  const std::vector<FoundBox> found{
      {1, 1, kSquare, 0.9}, {2, 1, kElsewhere, 0.8}, {2, 1, kSquare, 0.7}};
  EXPECT_NEAR(average_precision(truth, found)->ap50, (51 + 50 * 2.0 / 3.0) / 101, 1e-12);
}

TEST(AveragePrecision, CountsTheSecondBoxOnOneThingAsWrong) {
  const std::vector<TrueBox> truth{{1, 1, kSquare}, {2, 1, kSquare}};
  const std::vector<FoundBox> found{
      {1, 1, kSquare, 0.9}, {1, 1, kSquare, 0.8}, {2, 1, kSquare, 0.7}};
  EXPECT_NEAR(average_precision(truth, found)->ap50, (51 + 50 * 2.0 / 3.0) / 101, 1e-12);
}

TEST(AveragePrecision, GivesEachFoundBoxTheFreeTrueBoxItOverlapsMost) {
  const std::vector<TrueBox> truth{{1, 1, {0, 0, 10, 10}}, {1, 1, {0, 2, 10, 10}}};
  // The surer box fits both and the second better; the first is left for the other box.
  const std::vector<FoundBox> found{{1, 1, {0, 2, 10, 10}, 0.9}, {1, 1, {0, 0, 10, 10}, 0.8}};
  EXPECT_NEAR(average_precision(truth, found)->map, 1, 1e-12);
}

TEST(AveragePrecision, CountsWrongBoxesInPicturesWithoutTruth) {
  const std::vector<TrueBox> truth{{1, 1, kSquare}};
  const std::vector<FoundBox> found{{2, 1, kSquare, 0.9}, {1, 1, kSquare, 0.8}};
  EXPECT_NEAR(average_precision(truth, found)->ap50, 0.5, 1e-12);
}

TEST(AveragePrecision, LeavesOutCategoriesWithoutTruth) {
  const std::vector<TrueBox> truth{{1, 1, kSquare}};
  const std::vector<FoundBox> found{{1, 1, kSquare, 0.9}, {1, 2, kSquare, 0.95}};
  const auto result = average_precision(truth, found);
  EXPECT_NEAR(result->map, 1, 1e-12);
  EXPECT_EQ(result->categories, 1U);
}

TEST(AveragePrecision, IsTheMeanOverCategories) {
  const std::vector<TrueBox> truth{{1, 1, kSquare}, {1, 2, kElsewhere}};
  const std::vector<FoundBox> found{{1, 1, kSquare, 0.9}};
  const auto result = average_precision(truth, found);
  EXPECT_NEAR(result->map, 0.5, 1e-12);
  EXPECT_EQ(result->categories, 2U);
}

TEST(AveragePrecision, NeitherRewardsNorPunishesBoxesInACrowd) {
  const std::vector<TrueBox> truth{{1, 1, kSquare}, {1, 1, {100, 100, 50, 50}, Crowd::yes}};
  const std::vector<FoundBox> found{
      {1, 1, {101, 101, 10, 10}, 0.95}, {1, 1, {102, 102, 10, 10}, 0.94}, {1, 1, kSquare, 0.9}};
  EXPECT_NEAR(average_precision(truth, found)->map, 1, 1e-12);
}

TEST(AveragePrecision, LooksAtTheBestHundredBoxesOfAPictureAndCategory) {
  const std::vector<TrueBox> truth{{1, 1, kSquare}};
  std::vector<FoundBox> found(99, FoundBox{1, 1, kElsewhere, 0.5});
  found.push_back({1, 1, kSquare, 0.4});
  EXPECT_NEAR(average_precision(truth, found)->ap50, 0.01, 1e-12);
  found.push_back({1, 1, kElsewhere, 0.5});
  EXPECT_EQ(average_precision(truth, found)->ap50, 0);
}

TEST(AveragePrecision, TakesEqualScoresInTheOrderOfThePictures) {
  const std::vector<TrueBox> truth{{1, 1, kSquare}};
  const std::vector<FoundBox> found{{2, 1, kSquare, 0.5}, {1, 1, kSquare, 0.5}};
  EXPECT_NEAR(average_precision(truth, found)->ap50, 1, 1e-12);
}

// The figures are what pycocotools 2.0.11 says of the same boxes.
TEST(AveragePrecision, AgreesWithPycocotoolsOnAFixedCase) {
  const std::vector<TrueBox> truth{
      {1, 1, {60, 9, 22, 30}},  {1, 1, {4, 52, 27, 13}},
      {1, 2, {35, 27, 11, 36}}, {2, 1, {18, 26, 14, 27}, Crowd::yes},
      {2, 2, {11, 6, 28, 28}},  {2, 2, {34, 27, 34, 20}},
      {2, 2, {11, 44, 34, 17}}, {3, 1, {46, 28, 19, 29}},
      {3, 1, {7, 32, 23, 15}},  {3, 2, {21, 44, 21, 29}},
      {3, 2, {30, 44, 31, 12}},
  };
  const std::vector<FoundBox> found{
      {1, 1, {8, 47, 30, 11}, 0},    {1, 1, {27, 26, 20, 20}, 0.1}, {1, 2, {31, 25, 16, 41}, 0.6},
      {1, 2, {30, 31, 15, 37}, 0},   {1, 2, {14, 2, 20, 20}, 0.6},  {2, 1, {36, 19, 20, 20}, 0.6},
      {2, 2, {9, 6, 24, 31}, 0.7},   {2, 2, {15, 1, 32, 26}, 0.5},  {2, 2, {38, 29, 34, 19}, 0.2},
      {2, 2, {36, 19, 20, 20}, 0.5}, {3, 1, {4, 34, 24, 10}, 1},    {3, 1, {4, 48, 20, 20}, 0.6},
      {3, 2, {25, 46, 17, 25}, 0.9}, {3, 2, {46, 44, 20, 20}, 0.3}, {1, 3, {1, 1, 5, 5}, 0.5},
  };
  const auto result = average_precision(truth, found);
  EXPECT_NEAR(result->map, 0.1333539603960396, 1e-12);
  EXPECT_NEAR(result->ap50, 0.4207920792079208, 1e-12);
}

}  // namespace
}  // namespace nunchi::measure
