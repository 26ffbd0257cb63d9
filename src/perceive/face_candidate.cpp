#include "perceive/face_candidate.h"

#include <algorithm>
#include <span>

namespace nunchi::perceive {
namespace {

void add(Box& sum, const Box& box, float weight) {
  sum.left += weight * box.left;
  sum.top += weight * box.top;
  sum.right += weight * box.right;
  sum.bottom += weight * box.bottom;
}

// The mean of all, each weighted by its score; the score of the first, which is the highest.
FaceCandidate mean_of(std::span<const FaceCandidate> group) {
  float total = 0;
  for (const FaceCandidate& candidate : group) total += candidate.score;
  if (total <= 0) return group.front();
  FaceCandidate mean{.points = std::vector<Point>(group.front().points.size()),
                     .score = group.front().score};
  for (const FaceCandidate& candidate : group) {
    const float weight = candidate.score / total;
    add(mean.box, candidate.box, weight);
    for (std::size_t i = 0; i < mean.points.size(); ++i) {
      mean.points[i].x += weight * candidate.points[i].x;
      mean.points[i].y += weight * candidate.points[i].y;
    }
  }
  return mean;
}

}  // namespace

std::vector<FaceCandidate> merge_candidates(std::vector<FaceCandidate> candidates, float overlap,
                                            Merge merge) {
  // Stable, so that equal scores keep the network's order and every run gives the same answer.
  std::ranges::stable_sort(candidates, std::ranges::greater{}, &FaceCandidate::score);
  std::vector<FaceCandidate> merged;
  auto rest = candidates.begin();
  while (rest != candidates.end()) {
    const Box best = rest->box;
    const auto group_end = std::stable_partition(
        rest + 1, candidates.end(),
        [&](const FaceCandidate& other) { return iou(best, other.box) > overlap; });
    merged.push_back(merge == Merge::weighted ? mean_of({rest, group_end}) : *rest);
    rest = group_end;
  }
  return merged;
}

}  // namespace nunchi::perceive
