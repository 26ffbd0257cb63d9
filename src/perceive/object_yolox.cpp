#include "perceive/object_yolox.h"

#include <array>
#include <cmath>

#include "perceive/object_cell_scores.h"

namespace nunchi::perceive {
namespace {

constexpr std::array kSteps{8, 16, 32};
constexpr std::size_t kBeforeCategories = 5;

struct Cell {
  int step = 0;
  float column = 0, row = 0;
};

// The cells of all grids, in the order of the output.
std::vector<Cell> cells_of(const ReadingSettings& settings) {
  std::vector<Cell> cells;
  for (const int step : kSteps) {
    for (int row = 0; row < settings.height / step; ++row) {
      for (int column = 0; column < settings.width / step; ++column) {
        cells.push_back({step, static_cast<float>(column), static_cast<float>(row)});
      }
    }
  }
  return cells;
}

Box box_of(const Cell& cell, std::span<const float> values) {
  const auto step = static_cast<float>(cell.step);
  const float x = (cell.column + values[0]) * step, y = (cell.row + values[1]) * step;
  const float half_width = 0.5F * step * std::exp(values[2]);
  const float half_height = 0.5F * step * std::exp(values[3]);
  return {x - half_width, y - half_height, x + half_width, y + half_height};
}

}  // namespace

Result<std::vector<Candidate>> read_yolox(std::span<const infer::Tensor> outputs,
                                          const ReadingSettings& settings) {
  const std::vector<Cell> cells = cells_of(settings);
  const std::size_t width = outputs.size() == 1 && outputs[0].shape.size() == 3 && !cells.empty()
                                ? outputs[0].shape[2]
                                : 0;
  if (width <= kBeforeCategories ||
      outputs[0].shape != std::vector<std::size_t>{1, cells.size(), width} ||
      outputs[0].values.size() / width != cells.size() || outputs[0].values.size() % width != 0) {
    return Error{ErrorCode::corrupt_data, "the output is not [1, cells, 5 + categories]"};
  }
  const std::span<const float> values = outputs[0].values;
  std::vector<CellScore> scores;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    const std::span<const float> row = values.subspan(cell * width, width);
    const float objectness = row[4];
    if (!(objectness > settings.least_score)) continue;
    for (std::size_t i = kBeforeCategories; i < width; ++i) {
      const float score = objectness * row[i];
      if (score > settings.least_score) {
        scores.push_back({score, cell, static_cast<int>(i - kBeforeCategories)});
      }
    }
  }
  std::vector<Candidate> candidates;
  for (const CellScore& best : best_scores(std::move(scores), settings.most)) {
    const Box box = box_of(cells[best.cell], values.subspan(best.cell * width, 4));
    if (is_sound(box)) candidates.push_back({best.category, best.score, box});
  }
  return candidates;
}

}  // namespace nunchi::perceive
