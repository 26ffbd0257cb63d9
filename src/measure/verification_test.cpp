#include "measure/verification.h"

#include <gtest/gtest.h>

#include <vector>

namespace nunchi::measure {
namespace {

const std::vector<Pair> kPairs{{0.9, true}, {0.6, true}, {0.5, false}, {0.2, false}, {0.4, true}};

TEST(Accuracy, CallsTheSameWhatReachesTheThreshold) {
  EXPECT_NEAR(accuracy_at(0.5, kPairs), 0.6, 1e-12);   // 0.5 and 0.4 wrong
  EXPECT_NEAR(accuracy_at(0.51, kPairs), 0.8, 1e-12);  // 0.4 wrong
  EXPECT_EQ(accuracy_at(0.5, {}), 0);
}

// Of the 3 x 2 pairs of pairs the same one is ahead in all but (0.4, 0.5).
TEST(AreaUnderCurve, IsTheChanceThatTheSamePairIsMoreSimilar) {
  EXPECT_NEAR(*area_under_curve(kPairs), 5.0 / 6, 1e-12);
}

TEST(AreaUnderCurve, CountsTiesHalf) {
  const std::vector<Pair> pairs{{0.5, true}, {0.5, false}, {0.5, true}, {0.1, false}};
  EXPECT_NEAR(*area_under_curve(pairs), (2 * 0.5 + 2) / 4, 1e-12);
}

TEST(AreaUnderCurve, IsEmptyWhereOneKindIsMissing) {
  const std::vector<Pair> pairs{{0.5, true}, {0.4, true}};
  EXPECT_FALSE(area_under_curve(pairs));
}

TEST(BestThreshold, LiesInTheMiddleOfTheBestGap) {
  const std::vector<Pair> pairs{{0.9, true}, {0.6, true}, {0.5, false}, {0.2, false}};
  EXPECT_NEAR(best_threshold(pairs), 0.55, 1e-12);
}

TEST(BestThreshold, TakesTheWidestOfEquallyGoodGaps) {
  // Above 0.1 and above 0.3 both judge three of four right.
  const std::vector<Pair> pairs{{0.1, false}, {0.2, true}, {0.3, false}, {0.9, true}};
  EXPECT_NEAR(best_threshold(pairs), 0.6, 1e-12);
}

TEST(BestThreshold, LiesBeyondAllWhereOneAnswerIsBest) {
  const std::vector<Pair> all_same{{0.1, true}, {0.2, true}};
  const std::vector<Pair> none_same{{0.1, false}, {0.2, false}};
  EXPECT_LT(best_threshold(all_same), 0.1);
  EXPECT_GT(best_threshold(none_same), 0.2);
  EXPECT_EQ(best_threshold({}), 0);
}

TEST(BestThreshold, DoesNotPartEqualSimilarities) {
  const std::vector<Pair> pairs{{0.5, false}, {0.5, true}, {0.5, true}};
  EXPECT_NEAR(accuracy_at(best_threshold(pairs), pairs), 2.0 / 3, 1e-12);
}

TEST(CrossValidation, JudgesEachFoldByTheThresholdOfTheOthers) {
  // Two folds: even places (0.8 same, 0.2 different), odd places (0.6 same, 0.4 different).
  const std::vector<Pair> pairs{{0.8, true}, {0.6, true}, {0.2, false}, {0.4, false}};
  const CrossValidated result = cross_validate(pairs, 2);
  EXPECT_NEAR(result.accuracy, 1, 1e-12);
  EXPECT_NEAR(result.threshold, 0.5, 1e-12);
}

TEST(CrossValidation, DoesNotLetAFoldSetItsOwnThreshold) {
  // The pair at 0.3 is the same, but all others say that the threshold lies at 0.5.
  const std::vector<Pair> pairs{{0.3, true}, {0.6, true}, {0.4, false}, {0.6, true}, {0.4, false}};
  EXPECT_NEAR(cross_validate(pairs, 5).accuracy, 0.8, 1e-12);
}

TEST(CrossValidation, NeedsTwoPairs) {
  const std::vector<Pair> one{{0.3, true}};
  EXPECT_EQ(cross_validate(one).accuracy, 0);
}

}  // namespace
}  // namespace nunchi::measure
