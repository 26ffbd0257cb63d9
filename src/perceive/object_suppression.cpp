#include "perceive/object_suppression.h"

#include <algorithm>
#include <map>
#include <span>
#include <vector>

namespace nunchi::perceive {
namespace {

// Mean of boxes, by weight.
struct MeanBox {
  Box sum;
  float weights = 0;

  void add(const Box& box, float weight) {
    sum.left += weight * box.left;
    sum.top += weight * box.top;
    sum.right += weight * box.right;
    sum.bottom += weight * box.bottom;
    weights += weight;
  }
  Box mean() const { return sum.scaled(1 / weights, 1 / weights); }
};

using Places = std::vector<std::size_t>;  // of candidates in the list, best first

std::map<int, Places> by_category(std::span<const Candidate> candidates) {
  std::map<int, Places> places;
  for (std::size_t i = 0; i < candidates.size(); ++i) places[candidates[i].category].push_back(i);
  return places;
}

// Looks once at all candidates of the category of `chosen`: marks those that go because of it and
// returns its voted box.
Box settle(std::size_t chosen, std::span<const Candidate> candidates, const Places& category,
           const SuppressionSettings& settings, std::vector<char>& gone) {
  const Candidate& best = candidates[chosen];
  MeanBox voted;
  voted.add(best.box, best.score);
  for (const std::size_t i : category) {
    if (i == chosen) continue;
    const float overlap = iou(best.box, candidates[i].box);
    if (overlap > settings.vote) voted.add(candidates[i].box, candidates[i].score);
    if (overlap > settings.overlap && i > chosen) gone[i] = 1;
  }
  return settings.vote < 1 && voted.weights > 0 ? voted.mean() : best.box;
}

}  // namespace

std::vector<Candidate> suppressed(std::vector<Candidate> candidates,
                                  const SuppressionSettings& settings) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  const std::map<int, Places> categories = by_category(candidates);
  std::vector<char> gone(candidates.size(), 0);
  std::vector<Candidate> kept;
  for (std::size_t i = 0; i < candidates.size() && kept.size() < settings.most; ++i) {
    if (gone[i]) continue;
    const Candidate& chosen = candidates[i];
    const Places& category = categories.at(chosen.category);
    kept.push_back(
        {chosen.category, chosen.score, settle(i, candidates, category, settings, gone)});
  }
  return kept;
}

}  // namespace nunchi::perceive
