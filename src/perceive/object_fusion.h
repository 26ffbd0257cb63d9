// Fusion: what several detectors found in one picture, as one list.
//
// Weighted boxes fusion (Solovyev, Wang, Gabruseva 2021): boxes of one category on one thing become
// their mean, and its confidence the mean of what each detector says, nothing counting as 0. Pure;
// may run on any thread.
#pragma once

#include <span>
#include <vector>

#include "core/sight.h"
#include "perceive/object_confidence.h"

namespace nunchi::perceive {

struct FusionSettings {
  float overlap = 0.65F;   // above it two boxes of one category are on one thing
  std::size_t most = 100;  // objects
  // Where detectors agree they are right more often than either says: fitted like a detector's own.
  ConfidenceMap confidence;
};

// `lists`: one a detector, confidences calibrated, so that they can be compared. Most confident
// first.
std::vector<Object> fused(std::span<const std::vector<Object>> lists,
                          const FusionSettings& settings = {});

}  // namespace nunchi::perceive
