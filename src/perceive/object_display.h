// What of a list of found objects a person wants to see. Detectors report what they hardly believe
// too, which measuring needs and a page does not. Pure; may run on any thread.
#pragma once

#include <span>
#include <vector>

#include "core/sight.h"

namespace nunchi::perceive {

struct DisplaySettings {
  float least_confidence = 0.5F;  // more likely right than wrong
  float same_overlap = 0.6F;      // above it two boxes of one category show one thing
  float other_overlap = 0.8F;     // above it two boxes of any categories do
};

// Of boxes that show one thing the most confident; most confident first.
std::vector<Object> worth_showing(std::span<const Object> objects,
                                  const DisplaySettings& settings = {});

}  // namespace nunchi::perceive
