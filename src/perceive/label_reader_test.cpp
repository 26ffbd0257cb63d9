#include "perceive/label_reader.h"

#include <gtest/gtest.h>

#include <limits>

namespace nunchi::perceive {
namespace {

TEST(Labels, AreToldFromTheLeastConfidenceMostConfidentFirst) {
  const auto scores = read_labels({{1, 4}, {64, 192, 128, 192}}, 4, {.least_confidence = 0.45F});
  ASSERT_TRUE(scores);
  ASSERT_EQ(scores->size(), 3U);
  EXPECT_EQ((*scores)[0].label, 1U);
  EXPECT_NEAR((*scores)[0].confidence, 0.75F, 1e-6F);
  EXPECT_EQ((*scores)[1].label, 3U);
  EXPECT_EQ((*scores)[2].label, 2U);
}

TEST(Labels, AreCalibrated) {
  const auto scores = read_labels({{1, 1}, {192}}, 1, {.slope = 2});
  EXPECT_NEAR(scores->front().confidence, 0.9F, 1e-6F);
}

TEST(Labels, ThatAreNoNumbersAreNotTold) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(read_labels({{1, 1}, {nan}}, 1, {})->empty());
}

TEST(Labels, OfAnotherNumberAreRefused) {
  EXPECT_EQ(read_labels({{1, 3}, {1, 2, 3}}, 4, {}).error().code, ErrorCode::corrupt_data);
  EXPECT_EQ(read_labels({{3, 1}, {1, 2, 3}}, 3, {}).error().code, ErrorCode::corrupt_data);
  EXPECT_EQ(read_labels({{1, 4}, {1, 2, 3}}, 4, {}).error().code, ErrorCode::corrupt_data);
}

}  // namespace
}  // namespace nunchi::perceive
