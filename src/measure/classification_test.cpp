#include "measure/classification.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace nunchi::measure {
namespace {

TEST(Rank, CountsTheClassesWithHigherScores) {
  const std::vector<float> scores{0.1F, 0.7F, 0.2F};
  EXPECT_EQ(rank_of(1, scores), 0U);
  EXPECT_EQ(rank_of(2, scores), 1U);
  EXPECT_EQ(rank_of(0, scores), 2U);
}

TEST(Rank, OrdersEqualScoresByIndex) {
  const std::vector<float> scores{0.5F, 0.5F};
  EXPECT_EQ(rank_of(0, scores), 0U);
  EXPECT_EQ(rank_of(1, scores), 1U);
}

TEST(Rank, PutsWhatIsNoNumberLast) {
  const std::vector<float> scores{std::numeric_limits<float>::quiet_NaN(), -3.0F};
  EXPECT_EQ(rank_of(0, scores), 1U);
  EXPECT_EQ(rank_of(1, scores), 0U);
}

TEST(TopK, IsTheShareOfRanksBelowK) {
  const std::vector<std::size_t> ranks{0, 4, 5, 0};
  EXPECT_NEAR(top_k_accuracy(1, ranks), 0.5, 1e-12);
  EXPECT_NEAR(top_k_accuracy(5, ranks), 0.75, 1e-12);
  EXPECT_EQ(top_k_accuracy(1, {}), 0);
}

}  // namespace
}  // namespace nunchi::measure
