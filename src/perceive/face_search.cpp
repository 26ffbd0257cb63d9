#include "perceive/face_search.h"

#include <algorithm>
#include <array>

namespace nunchi::perceive {
namespace {

constexpr std::array kNearFactors = {2.0F, 3.0F};  // side looked at ÷ side of the face
constexpr float kSharedByTiles = 0.25F;
constexpr float kSameFace = 0.2F;   // of a near look and the candidate: intersection over union
constexpr float kSamePlace = 0.5F;  // of two faces: their intersection ÷ the smaller one
// Near looks cost time; beyond as many faces as a crowd has, the surest are enough.
constexpr std::size_t kMostCandidates = 150;

class Search {
 public:
  Search(const Image& picture, const FaceLook& first, const FaceLook& near,
         const FaceSettings& settings)
      : picture_(picture), first_(first), near_(near), settings_(settings) {}

  // Adds what the first look finds in these views and the near looks confirm.
  Status search(const std::vector<FaceView>& views);

  bool found_a_small_face() const {
    const auto longer = static_cast<float>(std::max(picture_.width, picture_.height));
    return std::ranges::any_of(faces_, [&](const BelievedFace& face) {
      const Box& box = face.candidate.box;
      return std::max(box.width(), box.height()) < settings_.small_face * longer;
    });
  }

  std::vector<BelievedFace> faces() && { return std::move(faces_); }

 private:
  Result<std::vector<FaceCandidate>> candidates_in(const std::vector<FaceView>& views) const;
  Result<BelievedFace> from_near(FaceCandidate candidate) const;

  bool is_known(const Box& box) const {
    return std::ranges::any_of(faces_, [&](const BelievedFace& face) {
      const Box& other = face.candidate.box;
      const float smaller = std::min(box.area(), other.area());
      return overlap(box, other).area() > kSamePlace * smaller;
    });
  }

  const Image& picture_;
  const FaceLook& first_;
  const FaceLook& near_;
  const FaceSettings& settings_;
  std::vector<BelievedFace> faces_;
};

Result<std::vector<FaceCandidate>> Search::candidates_in(const std::vector<FaceView>& views) const {
  const Box whole{0, 0, static_cast<float>(picture_.width), static_cast<float>(picture_.height)};
  std::vector<FaceCandidate> all;
  for (const FaceView& view : views) {
    auto found = first_.see(view);
    if (!found) return std::move(found).error();
    for (FaceCandidate& candidate : *found) {
      if (overlap(candidate.box, whole).area() > 0) all.push_back(std::move(candidate));
    }
  }
  std::ranges::stable_sort(all, std::ranges::greater{}, &FaceCandidate::score);
  if (all.size() > kMostCandidates) all.resize(kMostCandidates);
  return all;
}

Status Search::search(const std::vector<FaceView>& views) {
  auto candidates = candidates_in(views);
  if (!candidates) return std::move(candidates).error();
  for (FaceCandidate& candidate : *candidates) {
    if (is_known(candidate.box)) continue;
    auto face = from_near(std::move(candidate));
    if (!face) return std::move(face).error();
    // Seen from near it may turn out to be a part of a face that is known.
    if (face->probability >= settings_.least_probability && !is_known(face->candidate.box)) {
      faces_.push_back(*std::move(face));
    }
  }
  return ok();
}

Result<BelievedFace> Search::from_near(FaceCandidate candidate) const {
  const float first_score = candidate.score;
  const Box place = candidate.box;
  std::vector<float> scores;
  std::vector<FaceCandidate> seen{std::move(candidate)};
  for (const float factor : kNearFactors) {
    const int left = static_cast<int>(kNearFactors.size() - scores.size());
    const float highest = settings_.belief.highest(first_score, scores, left);
    if (highest < settings_.least_probability) return BelievedFace{std::move(seen.front()), 0};
    auto found = near_.see(view_around(place, factor, near_.width));
    if (!found) return std::move(found).error();
    const auto same = std::ranges::find_if(
        *found, [&](const FaceCandidate& other) { return iou(place, other.box) > kSameFace; });
    scores.push_back(same == found->end() ? 0 : same->score);
    if (same != found->end()) seen.push_back(std::move(*same));
  }
  // Looks with equally many points find the place better together.
  const bool alike = std::ranges::all_of(seen, [&](const FaceCandidate& other) {
    return other.points.size() == seen.front().points.size();
  });
  if (alike) seen = merge_candidates(std::move(seen), kSameFace / 2, Merge::weighted);
  return BelievedFace{std::move(seen.front()), settings_.belief.probability(first_score, scores)};
}

}  // namespace

Result<std::vector<BelievedFace>> search_faces(const Image& picture, const FaceLook& first,
                                               const FaceLook& near, const FaceSettings& settings) {
  Search search(picture, first, near, settings);
  Status done = search.search({whole_view(picture, first.width, first.height)});
  if (!done) return std::move(done).error();
  if (settings.tiles == FaceTiles::always ||
      (settings.tiles == FaceTiles::where_small && search.found_a_small_face())) {
    done = search.search(tiled_views(picture, settings.tiles_across, kSharedByTiles, first.width));
    if (!done) return std::move(done).error();
  }
  return std::move(search).faces();
}

}  // namespace nunchi::perceive
