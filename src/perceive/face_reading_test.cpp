#include "perceive/face_reading.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace nunchi::perceive {
namespace {

// Two anchors; the first says: a box of 20 × 30 whose middle is 4 right of the anchor.
std::vector<infer::Tensor> blazeface_answers(float first, float second) {
  infer::Tensor places{.shape = {1, 2, 16}, .values = std::vector<float>(32, 0)};
  places.values[0] = 4;
  places.values[2] = 20;
  places.values[3] = 30;
  places.values[4] = -5;  // the first point, from the anchor
  places.values[18] = places.values[19] = 10;
  return {places, {.shape = {1, 2, 1}, .values = {first, second}}};
}

const std::vector<Point> kAnchors{{50, 60}, {100, 100}};

TEST(ReadBlazeface, PutsBoxesAndPointsFromTheirAnchors) {
  const auto read = read_blazeface(blazeface_answers(3, -9), kAnchors, 0.5F);
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(read->front().box, (Box{44, 45, 64, 75}));
  EXPECT_NEAR(read->front().score, 1 / (1 + std::exp(-3.0F)), 1e-5F);
  ASSERT_EQ(read->front().points.size(), 4U);
  EXPECT_EQ(read->front().points[0], (Point{45, 60}));
}

TEST(ReadBlazeface, LeavesOutWhatIsUnsureOrNoNumber) {
  EXPECT_TRUE(read_blazeface(blazeface_answers(-3, -3), kAnchors, 0.5F)->empty());
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(read_blazeface(blazeface_answers(nan, -3), kAnchors, 0.5F)->empty());
  auto answers = blazeface_answers(3, -3);
  answers[0].values[2] = nan;
  EXPECT_TRUE(read_blazeface(answers, kAnchors, 0.5F)->empty());
}

TEST(ReadBlazeface, RefusesOtherShapes) {
  auto answers = blazeface_answers(3, 3);
  answers[1].values.pop_back();
  answers[1].shape = {1, 1, 1};
  EXPECT_EQ(read_blazeface(answers, kAnchors, 0.5F).error().code, ErrorCode::corrupt_data);
  EXPECT_EQ(read_blazeface({}, kAnchors, 0.5F).error().code, ErrorCode::corrupt_data);
}

// Twelve outputs for a 32 × 32 input: 4 × 4, 2 × 2 and 1 cells.
std::vector<infer::Tensor> yunet_answers() {
  std::vector<infer::Tensor> all;
  for (const std::size_t width : {1U, 1U, 4U, 10U}) {
    for (const std::size_t cells : {16U, 4U, 1U}) {
      all.push_back({.shape = {1, cells, width}, .values = std::vector<float>(cells * width, 0)});
    }
  }
  return all;
}

TEST(ReadYunet, DecodesACellOfItsStride) {
  auto answers = yunet_answers();
  answers[1].values[3] = 0.81F;  // class, stride 16, cell (1, 1)
  answers[4].values[3] = 1;      // objectness
  for (const std::size_t i : {14U, 15U}) answers[7].values[i] = std::log(0.5F);  // size 8 × 8
  const auto read = read_yunet(answers, 32, 32, 0.5F);
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->size(), 1U);
  EXPECT_NEAR(read->front().score, 0.9F, 1e-5F);
  EXPECT_EQ(read->front().box, (Box{12, 12, 20, 20}));
  EXPECT_EQ(read->front().points.size(), 5U);
}

TEST(ReadYunet, RefusesOtherShapes) {
  EXPECT_EQ(read_yunet(yunet_answers(), 64, 64, 0.5F).error().code, ErrorCode::corrupt_data);
}

}  // namespace
}  // namespace nunchi::perceive
