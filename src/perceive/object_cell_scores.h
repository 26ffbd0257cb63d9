// The best scores of a detector that judges every cell of a grid by itself; for its readers.
#pragma once

#include <cstddef>
#include <vector>

namespace nunchi::perceive {

struct CellScore {
  float score = 0;
  std::size_t cell = 0;  // over all grids, in the order of the outputs
  int category = 0;
};

// The `most` best, best first; equal ones in the order of cells and categories.
std::vector<CellScore> best_scores(std::vector<CellScore> scores, std::size_t most);

}  // namespace nunchi::perceive
