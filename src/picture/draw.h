// Drawing onto a picture: what a page or a debug print needs to point at something.
#pragma once

#include <array>
#include <cstdint>

#include "core/box.h"
#include "core/image.h"

namespace nunchi::picture {

using Colour = std::array<std::uint8_t, 3>;  // red, green, blue

// The outline of `box`, `thickness` pixels wide, lying inside it; what reaches out of the picture
// is cut off.
void draw_box(Image& image, const Box& box, const Colour& colour, int thickness = 2);

void fill_box(Image& image, const Box& box, const Colour& colour);

}  // namespace nunchi::picture
