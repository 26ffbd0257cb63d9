// Face search: where to look for faces, and which candidates to believe. The part of finding faces
// that needs no network: it asks two ways of looking at views of a picture and joins their answers.
//
// Pure but for what the looks do; may run on any thread.
#pragma once

#include <functional>
#include <vector>

#include "core/image.h"
#include "core/result.h"
#include "perceive/face_belief.h"
#include "perceive/face_candidate.h"
#include "perceive/face_view.h"

namespace nunchi::perceive {

enum class FaceTiles {
  never,
  where_small,  // only where a small face was found: smaller ones may have been missed
  always
};

struct FaceSettings {
  FaceBelief belief;               // of the network that takes the first look
  float least_probability = 0.7F;  // of the faces that are given
  FaceTiles tiles = FaceTiles::where_small;
  int tiles_across = 2;      // along the longer side
  float small_face = 0.08F;  // side of a face ÷ longer side of the picture
};

// What a network sees in a view: most certain first, in pixels of the picture.
struct FaceLook {
  int width = 0, height = 0;  // of the views it is shown
  std::function<Result<std::vector<FaceCandidate>>(const FaceView&)> see;
};

struct BelievedFace {
  FaceCandidate candidate;
  float probability = 0;
};

// The first look is taken at the whole picture and perhaps at tiles of it; each of its candidates
// is then seen from near (`near`), at two scales, and believed or not. No two of the faces lie in
// one place. At most 150 candidates of the whole, and as many of the tiles, are looked at from
// near. An error of a look is handed on.
Result<std::vector<BelievedFace>> search_faces(const Image& picture, const FaceLook& first,
                                               const FaceLook& near, const FaceSettings& settings);

}  // namespace nunchi::perceive
