#include "perceive/object_display.h"

#include <algorithm>

namespace nunchi::perceive {

std::vector<Object> worth_showing(std::span<const Object> objects,
                                  const DisplaySettings& settings) {
  std::vector<Object> sorted;
  std::copy_if(objects.begin(), objects.end(), std::back_inserter(sorted),
               [&](const Object& o) { return o.confidence >= settings.least_confidence; });
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Object& a, const Object& b) { return a.confidence > b.confidence; });
  std::vector<Object> shown;
  for (Object& object : sorted) {
    const bool seen_before = std::any_of(shown.begin(), shown.end(), [&](const Object& before) {
      const bool same = before.category == object.category;
      return iou(before.box, object.box) > (same ? settings.same_overlap : settings.other_overlap);
    });
    if (!seen_before) shown.push_back(std::move(object));
  }
  return shown;
}

}  // namespace nunchi::perceive
