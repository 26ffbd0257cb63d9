#include "perceive/face_candidate.h"

#include <gtest/gtest.h>

namespace nunchi::perceive {
namespace {

FaceCandidate at(float left, float score) {
  return {.box = {left, 0, left + 10, 10}, .points = {{left, 5}}, .score = score};
}

TEST(MergeCandidates, KeepsTheBestOfThoseThatOverlap) {
  const auto merged = merge_candidates({at(1, 0.5F), at(0, 0.9F), at(50, 0.7F)}, 0.3F, Merge::best);
  EXPECT_EQ(merged, (std::vector<FaceCandidate>{at(0, 0.9F), at(50, 0.7F)}));
}

TEST(MergeCandidates, WeighsBoxesAndPointsByTheirScores) {
  const auto merged = merge_candidates({at(0, 0.75F), at(4, 0.25F)}, 0.3F, Merge::weighted);
  ASSERT_EQ(merged.size(), 1U);
  EXPECT_EQ(merged[0].score, 0.75F);
  EXPECT_FLOAT_EQ(merged[0].box.left, 1);  // 0.75 · 0 + 0.25 · 4
  EXPECT_FLOAT_EQ(merged[0].points[0].x, 1);
}

TEST(MergeCandidates, OfNothingIsNothing) {
  EXPECT_TRUE(merge_candidates({}, 0.3F, Merge::weighted).empty());
}

}  // namespace
}  // namespace nunchi::perceive
