// ConfidenceMap: a detector's score → the probability that its box is right, which means that a
// thing of that category is there and the box overlaps it by half (intersection over union).
//
// Platt scaling on the logit (Platt 1999); measure::fit_logistic finds the two numbers on photos
// whose boxes are known. With a slope above 0 no order changes. A value.
#pragma once

namespace nunchi::perceive {

struct ConfidenceMap {
  double slope = 1;
  double offset = 0;
  bool operator==(const ConfidenceMap&) const = default;

  // 1 / (1 + exp(-(slope · logit(score) + offset))); scores of 0 and 1 as if 1e-6 from them.
  float operator()(float score) const noexcept;
};

}  // namespace nunchi::perceive
