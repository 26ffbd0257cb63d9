// The part of a picture that a classifier looks at.
//
// Pure functions; may run on any thread.
#pragma once

#include "core/box.h"

namespace nunchi::perceive {

// "Shorter side to size / crop, then the middle size × size", the usual way of evaluating on
// ImageNet (crop 0.875), as one cut: picture::resize(picture, class_crop(…), size, size, bicubic)
// gives the same pixels without the picture in between. Sides and offsets are rounded as
// torchvision's Resize and CenterCrop do. crop in (0, 1]; width, height and size above 0.
Box class_crop(int width, int height, int size, double crop);

// The square around a box, `factor` times its longer side, moved and if need be reduced so that it
// lies in the picture: a thing with some of its surroundings, for a classifier.
Box square_around(const Box& box, float factor, int width, int height);

}  // namespace nunchi::perceive
