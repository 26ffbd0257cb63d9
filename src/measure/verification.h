// Verification: how well similarities tell pairs of the same from pairs of different ones.
//
// Pure functions of their arguments; may run on any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace nunchi::measure {

struct Pair {
  double similarity = 0;
  bool same = false;
};

// Share of the pairs that are judged right when "same" means similarity >= threshold; 0 without
// pairs.
double accuracy_at(double threshold, std::span<const Pair> pairs);

// Area under the ROC curve: the chance that a same pair is more similar than a different one, ties
// counting half (Mann & Whitney 1947; Hanley & McNeil 1982). Empty where one kind is missing.
std::optional<double> area_under_curve(std::span<const Pair> pairs);

// The threshold that judges most pairs right: the middle of a gap between two neighbouring
// similarities, of equally good gaps the widest; 0 without pairs. Where one answer for all is best
// it lies 1 beyond them.
double best_threshold(std::span<const Pair> pairs);

struct CrossValidated {
  double accuracy = 0;   // of each fold at the best threshold of the others, mean over pairs
  double threshold = 0;  // mean of those thresholds
};

// Pair i is in fold i % folds, as many as there are pairs at most; all zero with fewer than two.
CrossValidated cross_validate(std::span<const Pair> pairs, std::size_t folds = 10);

}  // namespace nunchi::measure
