// Suppression: one box a thing, where a detector proposes several.
//
// Pure functions; may run on any thread.
#pragma once

#include <cstddef>
#include <vector>

#include "perceive/object_candidate.h"

namespace nunchi::perceive {

struct SuppressionSettings {
  // Of two candidates of one category that overlap by more (intersection over union) the better one
  // stays. 1: all stay.
  float overlap = 0.6F;
  // A candidate that stays gets the mean box of all of its category that overlap it by more,
  // weighted by their scores (box voting: Gidaris & Komodakis 2015). 1: it keeps its own.
  float vote = 0.7F;
  std::size_t most = 100;  // the best that stay
};

// Greedy non-maximum suppression within each category; best first, equal ones in the order given.
// Takes time in the square of the candidates of a category: hand over hundreds, not thousands.
std::vector<Candidate> suppressed(std::vector<Candidate> candidates,
                                  const SuppressionSettings& settings);

}  // namespace nunchi::perceive
