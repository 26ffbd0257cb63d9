#include "perceive/face_finder.h"

#include <algorithm>

#include "perceive/face_quality.h"
#include "perceive/face_reading.h"

namespace nunchi::perceive {
namespace {

// A second look's face is the proposal's when they share at least so much of their union: the
// second network frames faces a little differently.
constexpr float kSameFace = 0.2F;
constexpr float kSharedByTiles = 0.25F;

std::vector<Point> anchors_of(const FaceLook& look) {
  if (look.reader != FaceReader::blazeface) return {};
  return face_anchors(look.side, anchor_grids(look.side, look.anchors));
}

Face face_of(const Image& picture, const FaceCandidate& candidate) {
  const Box whole{0, 0, static_cast<float>(picture.width), static_cast<float>(picture.height)};
  const auto quality = face_quality(picture, candidate.points);
  return {.box = overlap(candidate.box, whole),
          .scheme = candidate.points.size() == 5 ? "five" : "four",
          .landmarks = candidate.points,
          .confidence = candidate.score,
          .quality = quality ? quality->value() : 0};
}

}  // namespace

FaceFinder::FaceFinder(FaceLook first, FaceLook second, const FaceSettings& settings)
    : first_(std::move(first)),
      second_(std::move(second)),
      first_anchors_(anchors_of(first_)),
      second_anchors_(anchors_of(second_)),
      settings_(settings) {}

Result<std::vector<FaceCandidate>> FaceFinder::candidates(const Image& picture,
                                                          const FaceView& view,
                                                          const FaceLook& look,
                                                          const std::vector<Point>& anchors) const {
  const auto outputs = look.network.run(perceive::look(picture, view));
  if (!outputs) return outputs.error();
  auto read = look.reader == FaceReader::yunet
                  ? read_yunet(*outputs, look.side, look.side, look.least_score)
                  : read_blazeface(*outputs, anchors, look.least_score);
  if (!read) return std::move(read).error();
  const Merge merge = look.reader == FaceReader::yunet ? Merge::best : Merge::weighted;
  std::vector<FaceCandidate> merged = merge_candidates(*std::move(read), look.overlap, merge);
  for (FaceCandidate& one : merged) one = in_picture(std::move(one), view);
  return merged;
}

Result<std::vector<FaceCandidate>> FaceFinder::proposals(const Image& picture) const {
  std::vector<FaceView> views{whole_view(picture, first_.side, first_.side)};
  if (settings_.tiles > 1) {
    const auto tiles = tiled_views(picture, settings_.tiles, kSharedByTiles, first_.side);
    views.insert(views.end(), tiles.begin(), tiles.end());
  }
  std::vector<FaceCandidate> all;
  for (const FaceView& view : views) {
    auto found = candidates(picture, view, first_, first_anchors_);
    if (!found) return std::move(found).error();
    std::move(found->begin(), found->end(), std::back_inserter(all));
  }
  return views.size() == 1 ? all : merge_candidates(std::move(all), first_.overlap, Merge::best);
}

Result<std::optional<FaceCandidate>> FaceFinder::confirmed(const Image& picture,
                                                           const FaceCandidate& proposal) const {
  const FaceView view = view_around(proposal.box, settings_.surroundings, second_.side);
  auto found = candidates(picture, view, second_, second_anchors_);
  if (!found) return std::move(found).error();
  const float least =
      second_.least_score + settings_.doubt * std::max(0.0F, settings_.sure - proposal.score);
  std::optional<FaceCandidate> best;
  for (FaceCandidate& one : *found) {
    if (one.score < least || iou(one.box, proposal.box) < kSameFace) continue;
    if (!best || one.score > best->score) best = std::move(one);
  }
  // Five points say more than four: keep the proposal's where it has them.
  if (best && proposal.points.size() > best->points.size()) best->points = proposal.points;
  return best;
}

Result<std::vector<Face>> FaceFinder::find(const Image& picture) const {
  const auto proposed = proposals(picture);
  if (!proposed) return Error(proposed.error()).while_doing("find faces");
  std::vector<FaceCandidate> sure;
  for (const FaceCandidate& proposal : *proposed) {
    auto face = confirmed(picture, proposal);
    if (!face) return std::move(face).error().while_doing("find faces");
    if (*face) sure.push_back(*std::move(*face));
  }
  std::vector<Face> faces;
  for (const FaceCandidate& one : merge_candidates(std::move(sure), first_.overlap, Merge::best)) {
    faces.push_back(face_of(picture, one));
  }
  std::stable_sort(faces.begin(), faces.end(),
                   [](const Face& a, const Face& b) { return a.box.area() > b.box.area(); });
  return faces;
}

}  // namespace nunchi::perceive
