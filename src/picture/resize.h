// Resizing, cropping and warping: Image → Image.
//
// Everything here is a pure function of its arguments and may run on any thread. Filters are
// antialiased: when a picture shrinks, the kernel widens with the step, as in Pillow's resize.
#pragma once

#include <array>

#include "core/box.h"
#include "core/image.h"

namespace nunchi::picture {

enum class Filter { bilinear, bicubic, box };  // triangle; Keys' cubic with a = -0.5; mean

// The part `from` of `image` (pixels, may have fractions; clipped to the picture), stretched to
// width × height. An empty part or size gives an empty picture.
Image resize(const Image& image, const Box& from, int width, int height, Filter filter);
Image resize(const Image& image, int width, int height, Filter filter);

// 2 × 3 matrix: (x, y, 1) in the output → (x, y) in the input, both in pixels whose centres lie at
// half integers (the left edge of the picture is 0).
using Affine = std::array<float, 6>;

// output(x, y) = image(matrix · (x, y)), bilinear; black outside the picture. When the matrix
// shrinks by more than 2 the picture is reduced first, so that fine detail does not alias.
Image warp(const Image& image, const Affine& matrix, int width, int height);

}  // namespace nunchi::picture
