#include "perceive/face_finder.h"

#include <algorithm>

#include "perceive/face_quality.h"

namespace nunchi::perceive {
namespace {

FaceLook look_of(const FaceDetector& detector, const Image& picture) {
  return {.width = detector.width(), .height = detector.height(), .see = [&](const FaceView& view) {
            return detector.find(picture, view);
          }};
}

Face face_of(const Image& picture, BelievedFace believed) {
  const Box whole{0, 0, static_cast<float>(picture.width), static_cast<float>(picture.height)};
  FaceCandidate& candidate = believed.candidate;
  const auto quality = face_quality(picture, candidate.points);
  return {.box = overlap(candidate.box, whole),
          .scheme = candidate.points.size() == 5 ? "five" : "four",
          .landmarks = std::move(candidate.points),
          .confidence = believed.probability,
          .quality = quality ? quality->value() : 0};
}

}  // namespace

FaceFinder::FaceFinder(FaceDetector first, FaceDetector near, const FaceSettings& settings)
    : first_(std::move(first)), near_(std::move(near)), settings_(settings) {}

Result<std::vector<Face>> FaceFinder::find(const Image& picture) const {
  if (picture.empty()) return Error{ErrorCode::invalid_argument, "find faces: an empty picture"};
  auto found = search_faces(picture, look_of(first_, picture), look_of(near_, picture), settings_);
  if (!found) return std::move(found).error().while_doing("find faces");
  std::vector<Face> faces;
  for (BelievedFace& face : *found) faces.push_back(face_of(picture, std::move(face)));
  std::ranges::stable_sort(faces, std::ranges::greater{},
                           [](const Face& face) { return face.box.area(); });
  return faces;
}

}  // namespace nunchi::perceive
