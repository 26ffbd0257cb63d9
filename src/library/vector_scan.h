// VectorScan: the k rows nearest to a query by dot product, exactly, under any filter.
//
// Every row is scored from its codes. What rounding to codes leaves out is known for each row and
// for the query, so that (Cauchy-Schwarz) the true score lies within known bounds; rows whose upper
// bound reaches the k-th best lower bound are scored again from their halves. So the answer is that
// of scoring every row from its halves, at the cost of reading a byte a number. A scan is used by
// one thread at a time; it may use several inside.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "library/dot_kernels.h"
#include "library/vector_run.h"

namespace nunchi::library {

struct NearRow {
  std::size_t run = 0, row = 0;
  VectorKey key;
  float score = 0;  // query · vector, as the halves give it
};

struct ScanOptions {
  std::size_t k = 10;
  int threads = 1;
  const DotKernels* kernels = &best_kernels();
};

// Which rows of a run count.
struct RowChoice {
  std::optional<std::vector<std::uint32_t>> rows;  // ascending; absent: all
  // Rows that do not count for all that; asked of few. Null: none. Thread-safe.
  std::function<bool(std::size_t row)> passed_over;
};

// Best first, equal scores in the order of their keys. Fewer than k only where fewer rows count.
// All runs and the query have one dimension. Queries that are not finite find nothing.
std::vector<NearRow> scan(std::span<const VectorRun> runs, std::span<const RowChoice> choices,
                          std::span<const float> query, const ScanOptions& options);

}  // namespace nunchi::library
