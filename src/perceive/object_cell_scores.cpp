#include "perceive/object_cell_scores.h"

#include <algorithm>
#include <tuple>

namespace nunchi::perceive {

std::vector<CellScore> best_scores(std::vector<CellScore> scores, std::size_t most) {
  const std::size_t count = std::min(most, scores.size());
  std::partial_sort(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(count),
                    scores.end(), [](const CellScore& a, const CellScore& b) {
                      if (a.score != b.score) return a.score > b.score;
                      return std::tie(a.cell, a.category) < std::tie(b.cell, b.category);
                    });
  scores.resize(count);
  return scores;
}

}  // namespace nunchi::perceive
