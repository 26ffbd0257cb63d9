// FaceFinder: human faces in a picture, by a network that proposes and one that looks again.
//
// The first network (BlazeFace full range, or YuNet) sees the whole picture and proposes; the
// second (BlazeFace back) sees each proposal enlarged with its surroundings and must agree. Dogs,
// cats, cups and costumes deceive one of the two, seldom both. Owns its networks; immutable,
// thread-safe.
#pragma once

#include <optional>
#include <vector>

#include "core/image.h"
#include "core/result.h"
#include "core/sight.h"
#include "infer/network.h"
#include "perceive/face_anchors.h"
#include "perceive/face_candidate.h"
#include "perceive/face_view.h"

namespace nunchi::perceive {

enum class FaceReader { blazeface, yunet };

struct FaceLook {
  infer::Network network;
  FaceReader reader = FaceReader::blazeface;
  int side = 0;             // the network's square input, pixels
  std::size_t anchors = 0;  // blazeface: rows of its outputs
  float least_score = 0.5F;
  float overlap = 0.3F;  // above it two candidates are one face
};

struct FaceSettings {
  float surroundings = 2.0F;  // the second look's square ÷ the proposal's longer side
  // A proposal that scores below `sure` must convince the second network more: by `doubt` times
  // what it falls short.
  float sure = 0.4F;
  float doubt = 0.4F;
  int tiles = 1;  // the first network sees so many tiles along the longer side, besides
};

class FaceFinder {
 public:
  FaceFinder(FaceLook first, FaceLook second, const FaceSettings& settings);

  // Faces without identities, largest first, boxes inside the picture.
  Result<std::vector<Face>> find(const Image& picture) const;

  const infer::Network& first() const noexcept { return first_.network; }
  const infer::Network& second() const noexcept { return second_.network; }

 private:
  Result<std::vector<FaceCandidate>> candidates(const Image& picture, const FaceView& view,
                                                const FaceLook& look,
                                                const std::vector<Point>& anchors) const;
  Result<std::vector<FaceCandidate>> proposals(const Image& picture) const;
  Result<std::optional<FaceCandidate>> confirmed(const Image& picture,
                                                 const FaceCandidate& proposal) const;

  FaceLook first_, second_;
  std::vector<Point> first_anchors_, second_anchors_;
  FaceSettings settings_;
};

}  // namespace nunchi::perceive
