#include "perceive/object_yolox.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace nunchi::perceive {
namespace {

constexpr std::size_t kCategories = 2;
constexpr std::size_t kWidth = 5 + kCategories;

// 64 x 32: grids of 8 x 4, 4 x 2 and 2 x 1 cells.
constexpr ReadingSettings kSettings{.width = 64, .height = 32};
constexpr std::size_t kCells = 32 + 8 + 2;

std::vector<infer::Tensor> empty_output() {
  return {{{1, kCells, kWidth}, std::vector<float>(kCells * kWidth)}};
}

void set_cell(std::vector<infer::Tensor>& output, std::size_t cell, const std::vector<float>& row) {
  std::copy(row.begin(), row.end(),
            output[0].values.begin() + static_cast<std::ptrdiff_t>(cell * kWidth));
}

TEST(Yolox, PlacesABoxByItsCellAndItsLogarithms) {
  auto output = empty_output();
  // cell 5 of the second grid: column 1, row 1, steps of 16
  set_cell(output, 32 + 5, {0.5F, 0.25F, std::log(2.0F), std::log(0.5F), 0.8F, 0.1F, 0.5F});
  const auto candidates = read_yolox(output, kSettings);
  ASSERT_TRUE(candidates) << candidates.error().message;
  ASSERT_EQ(candidates->size(), 2U);
  const Candidate& best = candidates->front();
  EXPECT_EQ(best.category, 1);
  EXPECT_FLOAT_EQ(best.score, 0.4F);  // 0.8 x 0.5
  EXPECT_FLOAT_EQ(best.box.left, 24 - 16);
  EXPECT_FLOAT_EQ(best.box.right, 24 + 16);
  EXPECT_FLOAT_EQ(best.box.top, 20 - 4);
  EXPECT_FLOAT_EQ(best.box.bottom, 20 + 4);
  EXPECT_FLOAT_EQ((*candidates)[1].score, 0.08F);
}

TEST(Yolox, LeavesOutWhatIsInfiniteOrNoNumber) {
  auto output = empty_output();
  const float nan = std::numeric_limits<float>::quiet_NaN();
  set_cell(output, 0, {0, 0, 500, 0, 1, 1, 0});
  set_cell(output, 1, {nan, 0, 0, 0, 1, 1, 0});
  set_cell(output, 2, {0, 0, 0, 0, nan, 1, 1});
  set_cell(output, 3, {0, 0, 0, 0, 1, nan, nan});
  EXPECT_TRUE(read_yolox(output, kSettings)->empty());
}

TEST(Yolox, RefusesOtherShapes) {
  const auto refused = [](const std::vector<infer::Tensor>& outputs) {
    const auto read = read_yolox(outputs, kSettings);
    return !read && read.error().code == ErrorCode::corrupt_data;
  };
  EXPECT_TRUE(refused({}));
  EXPECT_TRUE(refused({empty_output()[0], empty_output()[0]}));
  auto output = empty_output();
  output[0].values.pop_back();
  EXPECT_TRUE(refused(output));
  output = empty_output();
  output[0].shape[1] = kCells + 1;
  EXPECT_TRUE(refused(output));
  EXPECT_TRUE(refused({{{1, kCells, 5}, std::vector<float>(kCells * 5)}}));
  EXPECT_TRUE(refused({{{1, kCells, 0}, {}}}));
  EXPECT_TRUE(refused({{{1, kCells}, {}}}));
}

}  // namespace
}  // namespace nunchi::perceive
