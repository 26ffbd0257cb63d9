#include "perceive/object_suppression.h"

#include <algorithm>
#include <span>

namespace nunchi::perceive {
namespace {

Box voted_box(const Candidate& chosen, std::span<const Candidate> all, float least_overlap) {
  Box sum;
  float weights = 0;
  for (const Candidate& other : all) {
    if (other.category != chosen.category) continue;
    const bool itself = &other == &chosen;
    if (!itself && !(iou(chosen.box, other.box) > least_overlap)) continue;
    sum.left += other.score * other.box.left;
    sum.top += other.score * other.box.top;
    sum.right += other.score * other.box.right;
    sum.bottom += other.score * other.box.bottom;
    weights += other.score;
  }
  return weights > 0 ? sum.scaled(1 / weights, 1 / weights) : chosen.box;
}

}  // namespace

std::vector<Candidate> suppressed(std::vector<Candidate> candidates,
                                  const SuppressionSettings& settings) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  std::vector<char> gone(candidates.size(), 0);
  std::vector<Candidate> kept;
  for (std::size_t i = 0; i < candidates.size() && kept.size() < settings.most; ++i) {
    if (gone[i]) continue;
    const Candidate& chosen = candidates[i];
    kept.push_back(chosen);
    if (settings.vote < 1) kept.back().box = voted_box(chosen, candidates, settings.vote);
    for (std::size_t j = i + 1; j < candidates.size(); ++j) {
      if (candidates[j].category == chosen.category &&
          iou(chosen.box, candidates[j].box) > settings.overlap) {
        gone[j] = 1;
      }
    }
  }
  return kept;
}

}  // namespace nunchi::perceive
