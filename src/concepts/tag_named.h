// The concept that a person means by a tag's name.
#pragma once

#include <string>

#include "concepts/taxonomy.h"

namespace nunchi::concepts {

// An id as it is; else the first concept that goes by this word; else one of the owner's own:
// "own:momo". Pure.
std::string tag_named(const Taxonomy& taxonomy, const std::string& word);

}  // namespace nunchi::concepts
