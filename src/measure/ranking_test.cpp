#include "measure/ranking.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace nunchi::measure {
namespace {

const std::vector<double> kShown{0, 1, 0, 1};

TEST(Ndcg, IsOneForTheBestOrder) {
  const std::vector<double> best{3, 2, 0};
  EXPECT_NEAR(ndcg(best, best, 3), 1, 1e-12);
}

// Gains at places 2 and 4: 1/log2(3) + 1/log2(5); best: 1 + 1/log2(3).
TEST(Ndcg, DiscountsLaterPlaces) {
  const std::vector<double> available{1, 1};
  const double expected = (1 / std::log2(3.0) + 1 / std::log2(5.0)) / (1 + 1 / std::log2(3.0));
  EXPECT_NEAR(ndcg(kShown, available, 10), expected, 1e-12);
}

TEST(Ndcg, LooksAtTheFirstKOfBoth) {
  const std::vector<double> available{1, 1};
  EXPECT_NEAR(ndcg(kShown, available, 2), (1 / std::log2(3.0)) / (1 + 1 / std::log2(3.0)), 1e-12);
  EXPECT_EQ(ndcg(kShown, available, 1), 0);
  EXPECT_EQ(ndcg(kShown, {}, 2), 0);
}

TEST(Recall, IsTheShareOfTheRelevantAmongTheFirst) {
  EXPECT_NEAR(recall_at(2, kShown, 4), 0.25, 1e-12);
  EXPECT_NEAR(recall_at(10, kShown, 4), 0.5, 1e-12);
  EXPECT_EQ(recall_at(10, kShown, 0), 0);
}

TEST(ReciprocalRank, IsThatOfTheFirstRelevantAnswer) {
  EXPECT_NEAR(reciprocal_rank(kShown), 0.5, 1e-12);
  EXPECT_EQ(reciprocal_rank(std::vector<double>{0, 0}), 0);
  EXPECT_EQ(reciprocal_rank({}), 0);
}

}  // namespace
}  // namespace nunchi::measure
