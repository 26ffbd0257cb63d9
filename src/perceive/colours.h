// Colours: the few colours that a picture mostly consists of, by the names that people have for
// them.
//
// Every pixel of a small reduction gets one of the eleven basic colour terms (Berlin and Kay 1969)
// by its lightness, chroma and hue in CIELAB (CIE 15:2004, white D65, from sRGB as IEC 61966-2-1);
// the limits follow where English speakers change the name (Boynton and Olson: "Locating basic
// colors in the OSA space", 1987), set anew in CIELAB's angles. Pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/image.h"
#include "core/sight.h"

namespace nunchi::perceive {

// One of concepts::kColourNames.
std::string_view name_of_colour(std::array<std::uint8_t, 3> rgb);

// Those that take up at least a twentieth of the picture, the largest first, at most five; none of
// an empty picture.
std::vector<ColourShare> colours_of(const Image& picture);

}  // namespace nunchi::perceive
