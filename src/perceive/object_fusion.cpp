#include "perceive/object_fusion.h"

#include <algorithm>

namespace nunchi::perceive {
namespace {

struct Found {
  const Object* object = nullptr;
  std::size_t detector = 0;
  bool used = false;
};

std::vector<Found> best_first(std::span<const std::vector<Object>> lists) {
  std::vector<Found> all;
  for (std::size_t detector = 0; detector < lists.size(); ++detector) {
    for (const Object& object : lists[detector]) all.push_back({&object, detector});
  }
  std::stable_sort(all.begin(), all.end(), [](const Found& a, const Found& b) {
    return a.object->confidence > b.object->confidence;
  });
  return all;
}

// Joins all that is on the same thing as `first`, and marks it as used.
Object join(const Found& first, std::span<Found> rest, std::size_t detectors, float overlap) {
  Object joined = *first.object;
  std::vector<float> beliefs(detectors, 0);
  Box sum;
  float weights = 0;
  for (Found& found : rest) {
    const Object& object = *found.object;
    if (found.used || object.category != joined.category) continue;
    if (&found != &first && !(iou(first.object->box, object.box) > overlap)) continue;
    found.used = true;
    beliefs[found.detector] = std::max(beliefs[found.detector], object.confidence);
    sum.left += object.confidence * object.box.left;
    sum.top += object.confidence * object.box.top;
    sum.right += object.confidence * object.box.right;
    sum.bottom += object.confidence * object.box.bottom;
    weights += object.confidence;
  }
  if (weights > 0) joined.box = sum.scaled(1 / weights, 1 / weights);
  joined.confidence = 0;
  for (const float belief : beliefs) joined.confidence += belief / static_cast<float>(detectors);
  return joined;
}

}  // namespace

std::vector<Object> fused(std::span<const std::vector<Object>> lists,
                          const FusionSettings& settings) {
  std::vector<Found> all = best_first(lists);
  std::vector<Object> objects;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].used) continue;
    objects.push_back(join(all[i], std::span(all).subspan(i), lists.size(), settings.overlap));
  }
  std::stable_sort(objects.begin(), objects.end(),
                   [](const Object& a, const Object& b) { return a.confidence > b.confidence; });
  if (objects.size() > settings.most) objects.resize(settings.most);
  if (settings.confidence != ConfidenceMap{}) {
    for (Object& object : objects) object.confidence = settings.confidence(object.confidence);
  }
  return objects;
}

}  // namespace nunchi::perceive
