#include "measure/verification.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace nunchi::measure {
namespace {

std::vector<Pair> by_similarity(std::span<const Pair> pairs) {
  std::vector<Pair> sorted(pairs.begin(), pairs.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const Pair& a, const Pair& b) { return a.similarity < b.similarity; });
  return sorted;
}

}  // namespace

double accuracy_at(double threshold, std::span<const Pair> pairs) {
  if (pairs.empty()) return 0;
  const auto right = std::count_if(pairs.begin(), pairs.end(), [&](const Pair& pair) {
    return (pair.similarity >= threshold) == pair.same;
  });
  return static_cast<double>(right) / static_cast<double>(pairs.size());
}

std::optional<double> area_under_curve(std::span<const Pair> pairs) {
  const std::vector<Pair> sorted = by_similarity(pairs);
  double wins = 0, same = 0, different = 0;
  for (std::size_t begin = 0; begin < sorted.size();) {
    double same_here = 0, different_here = 0;
    std::size_t end = begin;
    for (; end < sorted.size() && sorted[end].similarity == sorted[begin].similarity; ++end) {
      (sorted[end].same ? same_here : different_here) += 1;
    }
    wins += same_here * (different + different_here / 2);
    same += same_here;
    different += different_here;
    begin = end;
  }
  if (same == 0 || different == 0) return std::nullopt;
  return wins / (same * different);
}

double best_threshold(std::span<const Pair> pairs) {
  if (pairs.empty()) return 0;
  const std::vector<Pair> sorted = by_similarity(pairs);
  // With the threshold below all, every pair is called the same.
  auto right = std::count_if(sorted.begin(), sorted.end(), [](const Pair& p) { return p.same; });
  double best = sorted.front().similarity - 1;
  auto most = std::pair(right, 0.0);  // judged right, width of the gap
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    right += sorted[i].same ? -1 : 1;
    const bool last = i + 1 == sorted.size();
    const double gap = last ? 0 : sorted[i + 1].similarity - sorted[i].similarity;
    if (!last && gap <= 0) continue;  // equal similarities cannot be parted
    if (std::pair(right, gap) <= most) continue;
    most = {right, gap};
    best = sorted[i].similarity + (last ? 1 : gap / 2);
  }
  return best;
}

CrossValidated cross_validate(std::span<const Pair> pairs, std::size_t folds) {
  folds = std::min(folds, pairs.size());
  if (folds < 2) return {};
  CrossValidated result;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<Pair> held, others;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      (i % folds == fold ? held : others).push_back(pairs[i]);
    }
    const double threshold = best_threshold(others);
    result.threshold += threshold / static_cast<double>(folds);
    result.accuracy += accuracy_at(threshold, held) * static_cast<double>(held.size()) /
                       static_cast<double>(pairs.size());
  }
  return result;
}

}  // namespace nunchi::measure
