#include "perceive/object_gfl.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace nunchi::perceive {
namespace {

constexpr std::size_t kCategories = 3;
constexpr std::size_t kBins = 8;

// A picture of 40 x 24: grids of 5 x 3 and 3 x 2 cells.
constexpr ReadingSettings kSettings{.width = 40, .height = 24};

std::vector<infer::Tensor> empty_outputs() {
  std::vector<infer::Tensor> tensors;
  for (const std::size_t values : {kCategories, 4 * kBins}) {
    for (const std::size_t cells : {15U, 6U}) {
      tensors.push_back({{1, cells, values}, std::vector<float>(cells * values)});
    }
  }
  return tensors;
}

// All of a side's weight on two bins.
void set_side(infer::Tensor& sides, std::size_t cell, std::size_t side, std::size_t bin,
              float share_of_next) {
  float* bins = sides.values.data() + (4 * cell + side) * kBins;
  std::fill_n(bins, kBins, -100.0F);
  bins[bin] = std::log(1 - share_of_next + 1e-20F);
  bins[bin + 1] = std::log(share_of_next + 1e-20F);
}

TEST(Gfl, PlacesTheSidesWhereTheirBinsExpectThem) {
  auto outputs = empty_outputs();
  outputs[0].values[7 * kCategories + 2] = 0.75F;  // cell 7 of the first grid: column 2, row 1
  set_side(outputs[2], 7, 0, 1, 0);
  set_side(outputs[2], 7, 1, 0, 0.5F);
  set_side(outputs[2], 7, 2, 2, 0.25F);
  set_side(outputs[2], 7, 3, 6, 1);
  const auto candidates = read_gfl(outputs, kSettings);
  ASSERT_TRUE(candidates) << candidates.error().message;
  ASSERT_EQ(candidates->size(), 1U);
  const Candidate& found = candidates->front();
  EXPECT_EQ(found.category, 2);
  EXPECT_EQ(found.score, 0.75F);
  EXPECT_NEAR(found.box.left, 20 - 8, 1e-4);  // middle of the cell: (20, 12)
  EXPECT_NEAR(found.box.top, 12 - 4, 1e-4);
  EXPECT_NEAR(found.box.right, 20 + 18, 1e-4);
  EXPECT_NEAR(found.box.bottom, 12 + 56, 1e-4);
}

TEST(Gfl, CountsStepsOfSixteenOnTheSecondGrid) {
  auto outputs = empty_outputs();
  outputs[1].values[4 * kCategories] = 0.5F;  // column 1, row 1
  for (std::size_t side = 0; side < 4; ++side) set_side(outputs[3], 4, side, 1, 0);
  const auto candidates = read_gfl(outputs, kSettings);
  ASSERT_EQ(candidates->size(), 1U);
  EXPECT_NEAR(candidates->front().box.left, 24 - 16, 1e-4);
  EXPECT_NEAR(candidates->front().box.bottom, 24 + 16, 1e-4);
}

TEST(Gfl, GivesTheBestFirstAndNoMoreThanAsked) {
  auto outputs = empty_outputs();
  for (std::size_t cell = 0; cell < 15; ++cell) {
    outputs[0].values[cell * kCategories] = 0.05F * static_cast<float>(cell);
  }
  outputs[1].values[1] = 0.9F;
  ReadingSettings settings = kSettings;
  settings.most = 3;
  const auto candidates = read_gfl(outputs, settings);
  ASSERT_EQ(candidates->size(), 3U);
  EXPECT_FLOAT_EQ((*candidates)[0].score, 0.9F);
  EXPECT_FLOAT_EQ((*candidates)[1].score, 0.7F);
  EXPECT_FLOAT_EQ((*candidates)[2].score, 0.65F);
}

TEST(Gfl, LeavesOutWhatIsNoNumber) {
  auto outputs = empty_outputs();
  outputs[0].values[0] = std::numeric_limits<float>::quiet_NaN();
  outputs[0].values[3] = 0.5F;
  outputs[2].values[4 * kBins] = std::numeric_limits<float>::infinity();
  EXPECT_TRUE(read_gfl(outputs, kSettings)->empty());
}

TEST(Gfl, RefusesOtherShapes) {
  const auto refused = [](std::vector<infer::Tensor> outputs) {
    const auto read = read_gfl(outputs, kSettings);
    return !read && read.error().code == ErrorCode::corrupt_data;
  };
  EXPECT_TRUE(refused({}));
  auto outputs = empty_outputs();
  outputs.pop_back();
  EXPECT_TRUE(refused(outputs));
  outputs = empty_outputs();
  std::swap(outputs[0], outputs[1]);
  EXPECT_TRUE(refused(outputs));
  outputs = empty_outputs();
  outputs[2].values.pop_back();
  EXPECT_TRUE(refused(outputs));
  outputs = empty_outputs();
  outputs[1] = {{1, 6, 2}, std::vector<float>(12)};  // another number of categories
  EXPECT_TRUE(refused(outputs));
  outputs = empty_outputs();
  outputs[2] = {{1, 15, 0}, {}};
  EXPECT_TRUE(refused(outputs));
  EXPECT_TRUE(refused(std::vector<infer::Tensor>(40, infer::Tensor{{1, 15, 3}, {}})));
}

}  // namespace
}  // namespace nunchi::perceive
