#include "perceive/face_identity.h"

#include "perceive/unit_length.h"

namespace nunchi::perceive {

FaceIdentity::FaceIdentity(infer::Network network, FaceTemplate wanted)
    : network_(std::move(network)), wanted_(std::move(wanted)) {}

Result<std::vector<float>> FaceIdentity::of(const Image& picture, const Face& face) const {
  const auto placement = alignment(face.landmarks, wanted_);
  if (!placement) return std::vector<float>{};
  auto outputs = network_.run(picture::warp(picture, *placement, wanted_.side, wanted_.side));
  if (!outputs) return std::move(outputs).error().while_doing("describe a face");
  if (outputs->empty()) return Error{ErrorCode::corrupt_data, "describe a face: no answer"};
  return unit_length(std::move(outputs->front().values));
}

}  // namespace nunchi::perceive
