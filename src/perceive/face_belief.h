// Face belief: what a detector's first look and further, closer looks say → how likely it is a
// face.
//
// Detectors of faces also answer to dogs, cats and wheels. A second network that looks at the place
// alone, at two scales, seldom errs in the same way: the evidence of all looks is added up
// (logistic regression on their log-odds, fitted on photos labelled by eye). Pure functions.
#pragma once

#include <span>

namespace nunchi::perceive {

// A logistic regression: probability = sigmoid(bias + own * log-odds of the first score + looks *
// the sum of the looks' log-odds). Log-odds are kept within what one look may decide alone.
struct FaceBelief {
  float own = 1;
  float looks = 1;
  float bias = 0;
  bool operator==(const FaceBelief&) const = default;

  // Of a first score and one score a look, each in [0, 1]; 0 where a look saw no face at all.
  float probability(float first_score, std::span<const float> look_scores) const;

  // The most that probability can become with `further` looks after these.
  float highest(float first_score, std::span<const float> look_scores, int further) const;
};

}  // namespace nunchi::perceive
