// FaceIdentity: a face → the vector that tells people apart, by one network.
//
// Owns its network; immutable, thread-safe. Says how alike two faces are, never whose they are.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/image.h"
#include "core/result.h"
#include "core/sight.h"
#include "infer/network.h"
#include "perceive/face_alignment.h"

namespace nunchi::perceive {

class FaceIdentity {
 public:
  // The network looks at a square of the template's side; its first output is the vector.
  FaceIdentity(infer::Network network, FaceTemplate wanted);

  // Of a face found in this picture, by its landmarks (scheme "five" or "four"). Empty where they
  // cannot be aligned. Vectors of two networks, or of two alignments, are never compared.
  Result<std::vector<float>> of(const Image& picture, const Face& face) const;

  const infer::Network& network() const noexcept { return network_; }

 private:
  infer::Network network_;
  FaceTemplate wanted_;
};

}  // namespace nunchi::perceive
