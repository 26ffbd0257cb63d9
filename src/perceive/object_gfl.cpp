#include "perceive/object_gfl.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "perceive/object_cell_scores.h"

namespace nunchi::perceive {
namespace {

struct Grid {
  std::span<const float> scores, sides;
  std::size_t cells = 0, categories = 0, bins = 0;
  int step = 0;
  std::size_t columns = 0;
};

std::size_t steps_over(int length, int step) {
  return static_cast<std::size_t>((length + step - 1) / step);
}

std::optional<Grid> grid_of(const infer::Tensor& scores, const infer::Tensor& sides, int step,
                            const ReadingSettings& settings) {
  Grid grid{.scores = scores.values, .sides = sides.values, .step = step};
  grid.columns = steps_over(settings.width, step);
  grid.cells = grid.columns * steps_over(settings.height, step);
  if (grid.cells == 0 || scores.values.empty() || sides.values.empty()) return std::nullopt;
  grid.categories = scores.values.size() / grid.cells;
  grid.bins = sides.values.size() / grid.cells / 4;
  if (scores.shape != std::vector<std::size_t>{1, grid.cells, grid.categories} ||
      sides.shape != std::vector<std::size_t>{1, grid.cells, 4 * grid.bins} ||
      scores.values.size() != grid.cells * grid.categories ||
      sides.values.size() != grid.cells * 4 * grid.bins) {
    return std::nullopt;
  }
  return grid;
}

Result<std::vector<Grid>> grids_of(std::span<const infer::Tensor> outputs,
                                   const ReadingSettings& settings) {
  constexpr std::size_t kMostGrids = 8;
  const std::size_t count = outputs.size() / 2;
  std::vector<Grid> grids;
  for (std::size_t i = 0; i < std::min(count, kMostGrids); ++i) {
    const auto grid = grid_of(outputs[i], outputs[count + i], 8 << i, settings);
    if (!grid || grid->categories != grids.emplace_back(*grid).categories ||
        grid->categories != grids.front().categories) {
      return Error{ErrorCode::corrupt_data,
                   fmt::format("output {} is no grid of scores [1, cells, categories] with its "
                               "sides [1, cells, 4 x bins] in steps of {} pixels",
                               i, 8 << i)};
    }
  }
  if (grids.empty() || outputs.size() != 2 * grids.size()) {
    return Error{ErrorCode::corrupt_data,
                 fmt::format("{} outputs are no pairs of scores and sides", outputs.size())};
  }
  return grids;
}

// The mean of a softmax over 0, 1, 2, …
float expected(std::span<const float> bins) {
  const float largest = *std::max_element(bins.begin(), bins.end());
  float sum = 0, weighted = 0;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const float weight = std::exp(bins[i] - largest);
    sum += weight;
    weighted += weight * static_cast<float>(i);
  }
  return weighted / sum;
}

Box box_of(const Grid& grid, std::size_t cell) {
  const auto step = static_cast<float>(grid.step);
  const float x = (static_cast<float>(cell % grid.columns) + 0.5F) * step;
  const float y = (static_cast<float>(cell / grid.columns) + 0.5F) * step;
  const auto side = [&](std::size_t which) {
    return step * expected(grid.sides.subspan((4 * cell + which) * grid.bins, grid.bins));
  };
  return {x - side(0), y - side(1), x + side(2), y + side(3)};
}

void collect(const Grid& grid, std::size_t first_cell, float least, std::vector<CellScore>& into) {
  for (std::size_t i = 0; i < grid.scores.size(); ++i) {
    if (grid.scores[i] > least) {
      into.push_back({grid.scores[i], first_cell + i / grid.categories,
                      static_cast<int>(i % grid.categories)});
    }
  }
}

}  // namespace

Result<std::vector<Candidate>> read_gfl(std::span<const infer::Tensor> outputs,
                                        const ReadingSettings& settings) {
  const auto grids = grids_of(outputs, settings);
  if (!grids) return grids.error();
  std::vector<CellScore> scores;
  std::vector<std::size_t> first_cells{0};
  for (const Grid& grid : *grids) {
    collect(grid, first_cells.back(), settings.least_score, scores);
    first_cells.push_back(first_cells.back() + grid.cells);
  }
  std::vector<Candidate> candidates;
  for (const CellScore& best : best_scores(std::move(scores), settings.most)) {
    const auto next = std::upper_bound(first_cells.begin(), first_cells.end(), best.cell);
    const Grid& grid = (*grids)[static_cast<std::size_t>(next - first_cells.begin()) - 1];
    const Box box = box_of(grid, best.cell - *std::prev(next));
    if (is_sound(box)) candidates.push_back({best.category, best.score, box});
  }
  return candidates;
}

}  // namespace nunchi::perceive
