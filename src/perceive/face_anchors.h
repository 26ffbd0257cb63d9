// Face anchors: the places of a picture that a BlazeFace network answers for, one a row of its
// outputs.
//
// MediaPipe's SSD anchors as its graphs set them (ssd_anchors_calculator.cc, with fixed anchor
// size): all anchors of a cell lie in its middle and have no size of their own, so that a place is
// a point.
#pragma once

#include <span>
#include <vector>

#include "core/sight.h"

namespace nunchi::perceive {

// AnchorGrid: cells of stride × stride pixels over the network's square input, row by row, each
// with `per_cell` anchors in succession.
struct AnchorGrid {
  int stride = 1;
  int per_cell = 1;
  bool operator==(const AnchorGrid&) const = default;
};

// The grids of the networks known by their input's side and number of anchors: near range (128 or
// 256 pixels, 896 anchors) and full range (192 pixels, 2304 anchors). Empty for any other.
std::vector<AnchorGrid> anchor_grids(int side, std::size_t anchors);

// The middles of all anchors in pixels of the input, grid by grid.
std::vector<Point> face_anchors(int side, std::span<const AnchorGrid> grids);

}  // namespace nunchi::perceive
