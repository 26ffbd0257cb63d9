#include "perceive/object_heatmap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>

namespace nunchi::perceive {
namespace {

struct Outputs {
  std::size_t rows, columns, categories;
  std::vector<infer::Tensor> tensors;

  Outputs(std::size_t r, std::size_t c, std::size_t k)
      : rows(r),
        columns(c),
        categories(k),
        tensors{{{1, r, c, k}, std::vector<float>(r * c * k)},
                {{1, r, c, 4}, std::vector<float>(r * c * 4, 1.0F)}} {}

  float& score(std::size_t row, std::size_t column, std::size_t category) {
    return tensors[0].values[(row * columns + column) * categories + category];
  }
  void set_sides(std::size_t row, std::size_t column, const std::array<float, 4>& sides) {
    std::copy(
        sides.begin(), sides.end(),
        tensors[1].values.begin() + static_cast<std::ptrdiff_t>(4 * (row * columns + column)));
  }
};

// 4 pixels a cell.
ReadingSettings settings_for(const Outputs& outputs) {
  return {.width = static_cast<int>(4 * outputs.columns),
          .height = static_cast<int>(4 * outputs.rows)};
}

std::vector<Candidate> read(const Outputs& outputs) {
  const auto read = read_heatmap(outputs.tensors, settings_for(outputs));
  EXPECT_TRUE(read);
  return read ? *read : std::vector<Candidate>{};
}

TEST(Heatmap, TurnsAPeakIntoABoxAroundItsCell) {
  Outputs outputs(10, 12, 3);
  outputs.score(5, 7, 2) = 0.75F;
  outputs.set_sides(5, 7, {10, 12, 14, 16});
  EXPECT_EQ(read(outputs),
            (std::vector<Candidate>{{2, 0.75F, {28 - 10, 20 - 12, 28 + 14, 20 + 16}}}));
}

TEST(Heatmap, TakesTheHighestOfNeighboursAndBothOfEquals) {
  Outputs outputs(10, 10, 1);
  outputs.score(2, 2, 0) = 0.5F;
  outputs.score(3, 3, 0) = 0.6F;
  EXPECT_EQ(read(outputs).size(), 1U);
  EXPECT_EQ(read(outputs)[0].score, 0.6F);
  outputs.score(2, 2, 0) = 0.6F;
  EXPECT_EQ(read(outputs).size(), 2U);
}

TEST(Heatmap, KeepsCategoriesApart) {
  Outputs outputs(10, 10, 2);
  outputs.score(2, 2, 0) = 0.5F;
  outputs.score(2, 3, 1) = 0.6F;
  EXPECT_EQ(read(outputs).size(), 2U);
}

// The neighbour's score is half the peak's, so that its box weighs a quarter.
TEST(Heatmap, LetsTheSurroundingsHaveASayInTheBox) {
  Outputs outputs(10, 10, 1);
  outputs.score(5, 5, 0) = 0.8F;
  outputs.score(5, 7, 0) = 0.4F;  // no peak would be one beside it: two cells away it is its own
  outputs.set_sides(5, 5, {8, 8, 8, 8});
  outputs.set_sides(5, 7, {16, 8, 10, 8});
  const std::vector<Candidate> candidates = read(outputs);
  ASSERT_EQ(candidates.size(), 2U);
  EXPECT_FLOAT_EQ(candidates[0].box.left, 12);  // both say 12
  EXPECT_FLOAT_EQ(candidates[0].box.right, (28 + 0.25F * 38) / 1.25F);
}

TEST(Heatmap, ReadsPeaksInTheCorners) {
  Outputs outputs(6, 6, 1);
  outputs.score(0, 0, 0) = 0.5F;
  outputs.score(5, 5, 0) = 0.4F;
  const std::vector<Candidate> candidates = read(outputs);
  ASSERT_EQ(candidates.size(), 2U);
  EXPECT_EQ(candidates[0].box, (Box{-1, -1, 1, 1}));
  EXPECT_EQ(candidates[1].box, (Box{19, 19, 21, 21}));
}

TEST(Heatmap, LeavesOutWhatIsBelowTheLeastScoreAndBeyondTheMost) {
  Outputs outputs(20, 20, 1);
  for (std::size_t i = 0; i < 9; ++i) {
    outputs.score(2 * i, 2 * i, 0) = 0.1F * static_cast<float>(i + 1);
  }
  ReadingSettings settings = settings_for(outputs);
  settings.least_score = 0.45F;
  EXPECT_EQ(read_heatmap(outputs.tensors, settings)->size(), 5U);
  settings.most = 3;
  const auto best = read_heatmap(outputs.tensors, settings);
  ASSERT_EQ(best->size(), 3U);
  EXPECT_FLOAT_EQ((*best)[0].score, 0.9F);
  EXPECT_FLOAT_EQ((*best)[2].score, 0.7F);
}

TEST(Heatmap, LeavesOutBoxesThatAreEmptyOrNoNumbers) {
  Outputs outputs(6, 6, 1);
  outputs.score(1, 1, 0) = 0.5F;
  outputs.score(4, 4, 0) = 0.5F;
  outputs.set_sides(1, 1, {-5, 1, -5, 1});
  outputs.set_sides(4, 4, {1, std::numeric_limits<float>::quiet_NaN(), 1, 1});
  EXPECT_TRUE(read(outputs).empty());
  std::fill(outputs.tensors[0].values.begin(), outputs.tensors[0].values.end(),
            std::numeric_limits<float>::quiet_NaN());
  EXPECT_TRUE(read(outputs).empty());
}

TEST(Heatmap, RefusesOtherShapes) {
  const Outputs good(6, 6, 2);
  const ReadingSettings settings = settings_for(good);
  const auto code = [&](const std::vector<infer::Tensor>& tensors) {
    const auto read = read_heatmap(tensors, settings);
    return read ? ErrorCode::internal : read.error().code;
  };
  EXPECT_EQ(code({}), ErrorCode::corrupt_data);
  EXPECT_EQ(code({good.tensors[0]}), ErrorCode::corrupt_data);
  auto tensors = good.tensors;
  tensors[0].values.pop_back();
  EXPECT_EQ(code(tensors), ErrorCode::corrupt_data);
  tensors = good.tensors;
  tensors[1].shape[3] = 2;
  EXPECT_EQ(code(tensors), ErrorCode::corrupt_data);
  tensors = good.tensors;
  tensors[0].shape = {1, std::size_t{1} << 62, 4, 1};
  EXPECT_EQ(code(tensors), ErrorCode::corrupt_data);
  tensors = {{{1, 0, 6, 2}, {}}, {{1, 0, 6, 4}, {}}};
  EXPECT_EQ(code(tensors), ErrorCode::corrupt_data);
}

// By the definition, without haste.
std::vector<float> naive_scores(Outputs& outputs, std::size_t most, float least) {
  std::vector<float> peaks;
  for (std::size_t row = 0; row < outputs.rows; ++row) {
    for (std::size_t column = 0; column < outputs.columns; ++column) {
      for (std::size_t category = 0; category < outputs.categories; ++category) {
        float highest = 0;
        for (std::size_t r = row > 0 ? row - 1 : 0; r < std::min(outputs.rows, row + 2); ++r) {
          for (std::size_t c = column > 0 ? column - 1 : 0;
               c < std::min(outputs.columns, column + 2); ++c) {
            highest = std::max(highest, outputs.score(r, c, category));
          }
        }
        const float score = outputs.score(row, column, category);
        if (score > least && score == highest) peaks.push_back(score);
      }
    }
  }
  std::sort(peaks.begin(), peaks.end(), std::greater<>());
  if (peaks.size() > most) peaks.resize(most);
  return peaks;
}

TEST(Heatmap, FindsWhatTheDefinitionSaysForAnyNumberOfCategories) {
  std::mt19937 dice(3);
  for (const std::size_t categories : {1U, 15U, 16U, 17U, 80U}) {
    Outputs outputs(11, 9, categories);
    for (float& score : outputs.tensors[0].values) {
      score = static_cast<float>(dice() % 1000) / 1000.0F;
    }
    ReadingSettings settings = settings_for(outputs);
    settings.least_score = 0.5F;
    settings.most = 40;
    const auto candidates = read_heatmap(outputs.tensors, settings);
    ASSERT_TRUE(candidates);
    std::vector<float> scores;
    for (const Candidate& candidate : *candidates) scores.push_back(candidate.score);
    EXPECT_EQ(scores, naive_scores(outputs, 40, 0.5F)) << categories << " categories";
  }
}

}  // namespace
}  // namespace nunchi::perceive
