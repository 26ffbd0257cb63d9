#include "measure/classification.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nunchi::measure {
namespace {

float ordered(float score) {
  return std::isnan(score) ? -std::numeric_limits<float>::infinity() : score;
}

}  // namespace

std::size_t rank_of(std::size_t truth, std::span<const float> scores) {
  const float own = ordered(scores[truth]);
  std::size_t before = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const float score = ordered(scores[i]);
    if (score > own || (score == own && i < truth)) ++before;
  }
  return before;
}

double top_k_accuracy(std::size_t k, std::span<const std::size_t> ranks) {
  if (ranks.empty()) return 0;
  const auto hits = std::count_if(ranks.begin(), ranks.end(), [&](std::size_t r) { return r < k; });
  return static_cast<double>(hits) / static_cast<double>(ranks.size());
}

}  // namespace nunchi::measure
