#include "perceive/face_belief.h"

#include <algorithm>
#include <cmath>

namespace nunchi::perceive {
namespace {

// A score of 0.018 or less, or no face at all, is as far as one look may speak against it; 0.90 or
// more as far as it may speak for it. The range within which the networks' scores were seen to mean
// something.
constexpr float kLeastOdds = -4;
constexpr float kMostOdds = 2.2F;

float log_odds(float score) {
  const float inside = std::clamp(score, 1e-4F, 1 - 1e-4F);
  return std::clamp(std::log(inside / (1 - inside)), kLeastOdds, kMostOdds);
}

float sum_of_odds(std::span<const float> scores) {
  float sum = 0;
  for (const float score : scores) sum += log_odds(score);
  return sum;
}

float sigmoid(float value) { return 1 / (1 + std::exp(-value)); }

}  // namespace

float FaceBelief::probability(float first_score, std::span<const float> look_scores) const {
  return sigmoid(bias + own * log_odds(first_score) + looks * sum_of_odds(look_scores));
}

float FaceBelief::highest(float first_score, std::span<const float> look_scores,
                          int further) const {
  return sigmoid(bias + own * log_odds(first_score) +
                 looks * (sum_of_odds(look_scores) + static_cast<float>(further) * kMostOdds));
}

}  // namespace nunchi::perceive
