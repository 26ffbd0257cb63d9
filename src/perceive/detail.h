// Detail: is there anything in a picture that could be recognised at all? A classifier gives a name
// to black frames and to noise; this says when not to ask it.
//
// Pictures of the world change slowly from pixel to pixel (their spectrum falls with frequency:
// Field 1987) and yet have edges. Noise has no such likeness of neighbours; black frames and
// gradients have no edges. Pure functions.
#pragma once

#include "core/image.h"

namespace nunchi::perceive {

struct Detail {
  float likeness = 0;  // correlation of a pixel's brightness with its neighbours', in [-1, 1]
  float edges = 0;     // root mean square of the brightness's second differences, levels of 255
  bool operator==(const Detail&) const = default;
};

// Of the middle of the picture, reduced to about the size that classifiers look at.
Detail detail_of(const Image& picture);

// Whether a picture of such detail can show something. 455 photos had likeness above 0.71 and edges
// above 2.4; noise of several kinds and sizes had likeness below 0.41, gradients edges below 1.0.
bool may_show_something(const Detail& detail);

}  // namespace nunchi::perceive
