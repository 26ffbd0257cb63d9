// FaceView: a part of a picture as a face network gets to see it, and the way back.
//
// Pure values and functions; may run on any thread.
#pragma once

#include <vector>

#include "core/image.h"
#include "perceive/face_candidate.h"

namespace nunchi::perceive {

// The part may reach beyond the picture: the network sees black there. Its shape should be that of
// width × height, or everything is stretched.
struct FaceView {
  Box part;                   // pixels of the picture
  int width = 0, height = 0;  // pixels that the network looks at
  bool operator==(const FaceView&) const = default;
};

// The whole picture, its shape kept, in the middle of width × height.
FaceView whole_view(const Image& picture, int width, int height);

// A square around the middle of `box`, `factor` times its longer side.
FaceView view_around(const Box& box, float factor, int side);

// Square tiles that together show all of the picture: `across` of them along its longer side, each
// sharing at least `shared` (a fraction of its side, below 1) with its neighbours, so that what one
// tile cuts another shows whole. Row by row; the whole view alone for one across.
std::vector<FaceView> tiled_views(const Image& picture, int across, float shared, int side);

// What the network sees.
Image look(const Image& picture, const FaceView& view);

// From pixels of the view to pixels of the picture.
FaceCandidate in_picture(FaceCandidate candidate, const FaceView& view);

}  // namespace nunchi::perceive
