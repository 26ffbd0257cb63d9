#include "perceive/tag_list.h"

#include <algorithm>

namespace nunchi::perceive {
namespace {

void back(Tag& tag, const Testimony& testimony) {
  const bool known =
      std::find(tag.evidence.begin(), tag.evidence.end(), testimony.task) != tag.evidence.end();
  if (!known) tag.evidence.push_back(testimony.task);
}

}  // namespace

std::vector<Tag> tag_list(const concepts::Taxonomy& taxonomy, std::vector<Testimony> testimonies) {
  // Specific concepts first, so that general ones find what they back.
  std::stable_sort(testimonies.begin(), testimonies.end(), [&](const auto& a, const auto& b) {
    return taxonomy.ancestors(a.concept_id).size() > taxonomy.ancestors(b.concept_id).size();
  });
  std::vector<Tag> tags;
  for (const Testimony& testimony : testimonies) {
    bool backs = false;
    for (Tag& tag : tags) {
      if (!taxonomy.is_a(tag.concept_id, testimony.concept_id)) continue;
      back(tag, testimony);
      if (tag.concept_id == testimony.concept_id) {
        tag.confidence = std::max(tag.confidence, testimony.confidence);
      }
      backs = true;
    }
    if (!backs) tags.push_back({testimony.concept_id, testimony.confidence, {testimony.task}});
  }
  std::stable_sort(tags.begin(), tags.end(),
                   [](const Tag& a, const Tag& b) { return a.confidence > b.confidence; });
  return tags;
}

}  // namespace nunchi::perceive
