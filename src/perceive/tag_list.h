// Several networks' findings → one list of tags, a concept each. Pure.
#pragma once

#include <optional>
#include <vector>

#include "concepts/hedge.h"
#include "concepts/taxonomy.h"
#include "core/sight.h"

namespace nunchi::perceive {

// What speaks for a concept: a task ("classes", "objects", "labels") and how sure it is.
struct Testimony {
  std::string concept_id;
  float confidence = 0;
  std::string task;
};

// One tag a concept, most confident first. Where one testimony's concept is a kind of another's
// ("beagle", "dog"), they speak of the same thing: the more specific one stands, and is backed.
// Each task is calibrated by itself, and their errors are not independent: of two that name the
// same concept the surer one's confidence stands; what only backs a kind of it changes no
// confidence.
std::vector<Tag> tag_list(const concepts::Taxonomy& taxonomy, std::vector<Testimony> testimonies);

}  // namespace nunchi::perceive
