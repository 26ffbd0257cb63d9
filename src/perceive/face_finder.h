// FaceFinder: the human faces in a picture, each with a probability, its landmarks and its quality.
//
// One network takes a first look at the whole picture and, where that pays, at tiles of it; a
// second one then looks at each candidate from near (face_search.h). Owns both; immutable,
// thread-safe.
#pragma once

#include <vector>

#include "core/image.h"
#include "core/result.h"
#include "core/sight.h"
#include "perceive/face_detector.h"
#include "perceive/face_search.h"

namespace nunchi::perceive {

class FaceFinder {
 public:
  // `near` is a BlazeFace network; its least_score should be low, for doubts count as well.
  FaceFinder(FaceDetector first, FaceDetector near, const FaceSettings& settings);

  // Largest first, boxes inside the picture; without identities. Scheme "four" or "five", as the
  // first network has it. invalid_argument: an empty picture.
  Result<std::vector<Face>> find(const Image& picture) const;

  const infer::Network& first() const noexcept { return first_.network(); }
  const infer::Network& near() const noexcept { return near_.network(); }

 private:
  FaceDetector first_, near_;
  FaceSettings settings_;
};

}  // namespace nunchi::perceive
