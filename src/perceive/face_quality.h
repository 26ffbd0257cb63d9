// Face quality: how well a face could be recognised: large, sharp and seen from the front.
//
// Pure functions; may run on any thread.
#pragma once

#include <optional>
#include <span>

#include "core/image.h"
#include "core/sight.h"

namespace nunchi::perceive {

struct FaceQuality {
  float eye_distance = 0;  // pixels of the picture that was looked at
  float sharpness = 0;     // see below; 0.3 for an ordinary portrait, below 0.1 where blurred
  float turn = 0;          // misalignment: 0.06 from the front, above 0.25 from the side
  bool operator==(const FaceQuality&) const = default;

  // In [0, 1]: the product of three shares, each 1 where more would not help: eyes 35 pixels apart
  // (as in the 112-pixel crops that identity networks learn from), sharpness 0.25, turn at most 0.1
  // (0 from 0.3 on). What multiplies can be told apart: half the size or half the sharpness halves
  // it.
  float value() const noexcept;
};

// Of a face with landmarks (scheme "five" or "four") in this picture; nothing where these cannot be
// aligned. Sharpness is the root mean square of the Laplacian of the aligned face's brightness at
// 112 pixels, in standard deviations of that brightness (Pertuz, Puig & Garcia 2013, the measure
// LAP, here independent of contrast).
std::optional<FaceQuality> face_quality(const Image& picture, std::span<const Point> landmarks);

}  // namespace nunchi::perceive
