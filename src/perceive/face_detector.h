// FaceDetector: one network that finds faces in a view of a picture.
//
// Owns its network; immutable, thread-safe.
#pragma once

#include <cstddef>
#include <vector>

#include "core/image.h"
#include "core/result.h"
#include "infer/network.h"
#include "perceive/face_candidate.h"
#include "perceive/face_view.h"

namespace nunchi::perceive {

enum class FaceReader { blazeface, yunet };  // which of face_reading.h reads the network's outputs

struct FaceDetectorSettings {
  FaceReader reader = FaceReader::blazeface;
  int width = 0, height = 0;  // pixels that the network looks at
  std::size_t anchors = 0;    // BlazeFace: how many it answers for
  float least_score = 0.5F;
  float overlap = 0.3F;  // candidates that overlap by more than this are one face
};

class FaceDetector {
 public:
  // unsupported: no BlazeFace with that side and number of anchors is known, or a size that is no
  // multiple of 32 for YuNet.
  static Result<FaceDetector> make(infer::Network network, const FaceDetectorSettings& settings);

  // Most certain first, in pixels of the picture.
  Result<std::vector<FaceCandidate>> find(const Image& picture, const FaceView& view) const;

  int width() const noexcept { return settings_.width; }
  int height() const noexcept { return settings_.height; }
  const infer::Network& network() const noexcept { return network_; }

 private:
  FaceDetector(infer::Network network, const FaceDetectorSettings& settings,
               std::vector<Point> anchors);

  Result<std::vector<FaceCandidate>> read(const std::vector<infer::Tensor>& outputs) const;

  infer::Network network_;
  FaceDetectorSettings settings_;
  std::vector<Point> anchors_;
};

}  // namespace nunchi::perceive
