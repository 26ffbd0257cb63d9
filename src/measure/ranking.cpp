#include "measure/ranking.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace nunchi::measure {
namespace {

double discounted_gain(std::span<const double> gains) {
  double sum = 0;
  for (std::size_t i = 0; i < gains.size(); ++i) {
    sum += gains[i] / std::log2(static_cast<double>(i) + 2);
  }
  return sum;
}

std::span<const double> first(std::span<const double> gains, std::size_t k) {
  return gains.first(std::min(k, gains.size()));
}

}  // namespace

double ndcg(std::span<const double> shown, std::span<const double> available, std::size_t k) {
  std::vector<double> best(available.begin(), available.end());
  std::sort(best.begin(), best.end(), std::greater<>());
  const double ideal = discounted_gain(first(best, k));
  return ideal > 0 ? discounted_gain(first(shown, k)) / ideal : 0;
}

double recall_at(std::size_t k, std::span<const double> shown, std::size_t relevant) {
  if (relevant == 0) return 0;
  const std::span<const double> seen = first(shown, k);
  const auto found = std::count_if(seen.begin(), seen.end(), [](double gain) { return gain > 0; });
  return static_cast<double>(found) / static_cast<double>(relevant);
}

double reciprocal_rank(std::span<const double> shown) {
  const auto hit = std::find_if(shown.begin(), shown.end(), [](double gain) { return gain > 0; });
  return hit == shown.end() ? 0 : 1 / static_cast<double>(hit - shown.begin() + 1);
}

}  // namespace nunchi::measure
