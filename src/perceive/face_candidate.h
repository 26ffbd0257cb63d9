// FaceCandidate: what a network takes for a face, before it is believed. A value.
//
// Detectors answer at many neighbouring places for one face; `merge_candidates` makes one of them.
#pragma once

#include <vector>

#include "core/box.h"
#include "core/sight.h"

namespace nunchi::perceive {

struct FaceCandidate {
  Box box;
  // Left eye, right eye, nose tip and mouth as seen in the picture: four points (BlazeFace: the
  // middle of the mouth) or five (YuNet: its two corners).
  std::vector<Point> points;
  float score = 0;  // the network's own, in [0, 1]; no probability
  bool operator==(const FaceCandidate&) const = default;
};

enum class Merge {
  best,     // the candidate of the highest score stands as it is
  weighted  // mean box and points, weighted by score (Bazarevsky et al. 2019, section 3.3)
};

// One candidate where several overlap the best of them by more than `overlap` (intersection over
// union); highest score first. All must have equally many points.
std::vector<FaceCandidate> merge_candidates(std::vector<FaceCandidate> candidates, float overlap,
                                            Merge merge);

}  // namespace nunchi::perceive
