#include "perceive/object_confidence.h"

#include <gtest/gtest.h>

namespace nunchi::perceive {
namespace {

TEST(ConfidenceMap, LeavesScoresAloneByDefault) {
  for (const float score : {0.01F, 0.3F, 0.5F, 0.99F}) {
    EXPECT_NEAR(ConfidenceMap{}(score), score, 1e-6F);
  }
}

TEST(ConfidenceMap, ScalesAndShiftsTheLogit) {
  const ConfidenceMap map{2, 0};
  EXPECT_NEAR(map(0.5F), 0.5F, 1e-6F);
  EXPECT_NEAR(map(0.75F), 0.9F, 1e-6F);                             // odds 3 → 9
  EXPECT_NEAR((ConfidenceMap{1, -1.0986123}(0.5F)), 0.25F, 1e-6F);  // odds 1 → 1/3
}

TEST(ConfidenceMap, KeepsTheOrderAndStaysWithinZeroAndOne) {
  const ConfidenceMap map{2.6, 1.7};
  float before = -1;
  for (int i = 0; i <= 100; ++i) {
    const float now = map(static_cast<float>(i) / 100.0F);
    EXPECT_GT(now, before);
    before = now;
  }
  EXPECT_GE(map(-3), 0);
  EXPECT_LE(map(7), 1);
}

}  // namespace
}  // namespace nunchi::perceive
