// Candidate: what a detector's raw output proposes, before suppression and calibration. The value
// that the readers of object networks hand to ObjectFinder.
#pragma once

#include <cmath>
#include <cstddef>

#include "core/box.h"

namespace nunchi::perceive {

struct Candidate {
  int category = 0;  // the index of the network's output
  float score = 0;   // the network's own, [0, 1], not calibrated
  Box box;           // in pixels of what the network looked at; may reach beyond it
  bool operator==(const Candidate&) const = default;
};

// A network's numbers are not to be trusted: no box may be empty, infinite or no number.
inline bool is_sound(const Box& box) noexcept {
  const float area = box.area();
  return std::isfinite(area) && area > 0;
}

// What readers need to know besides the outputs.
struct ReadingSettings {
  int width = 0, height = 0;  // pixels that the network looked at
  float least_score = 0.02F;  // below it nothing is proposed
  std::size_t most = 100;     // the best ones, best first
};

}  // namespace nunchi::perceive
