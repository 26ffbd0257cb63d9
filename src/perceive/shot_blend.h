// Whether frames between two others are blends of them: what a dissolve is made of. Pure functions.
#pragma once

#include <array>
#include <span>

#include "core/small_frame.h"

namespace nunchi::perceive {

// A SmallFrame as a point: brightness and colours at the size of the colours, so that little
// movements count little.
using ShotPoint = std::array<float, 3 * SmallFrame::kColourWidth * SmallFrame::kColourHeight>;
ShotPoint point_of(const SmallFrame& frame);

struct Blend {
  float share = 0;  // of the last frame in the one between: its place along the line of the two
  float rest = 0;   // how far it lies beside that line, in distances of the two
};

// The mean distance of two points, in levels of brightness.
float distance(const ShotPoint& a, const ShotPoint& b);

Blend blend_of(const ShotPoint& first, const ShotPoint& last, const ShotPoint& between);

// Whether frames evenly spread between two others are such that the share of the last grows about
// evenly and nothing else is seen in them.
bool is_dissolve(std::span<const Blend> between);

}  // namespace nunchi::perceive
