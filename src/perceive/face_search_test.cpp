#include "perceive/face_search.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace nunchi::perceive {
namespace {

FaceCandidate candidate(const Box& box, float score) {
  return {.box = box, .points = std::vector<Point>(4), .score = score};
}

// A network that finds what stands in a list, if the view shows all of it, and counts its looks.
struct Finds {
  std::vector<FaceCandidate> there;
  int looks = 0;

  FaceLook look() {
    return {.width = 64, .height = 64, .see = [this](const FaceView& view) {
              ++looks;
              std::vector<FaceCandidate> seen;
              for (const FaceCandidate& one : there) {
                if (overlap(one.box, view.part) == one.box) seen.push_back(one);
              }
              return Result<std::vector<FaceCandidate>>(std::move(seen));
            }};
  }
};

// Log-odds simply add up, and what is as likely as not is shown.
FaceSettings plain(FaceTiles tiles = FaceTiles::never) {
  return {.belief = {}, .least_probability = 0.5F, .tiles = tiles};
}

const Image kPicture = black_image(400, 300);

TEST(FaceSearch, BelievesWhatIsSeenFromNearAsWell) {
  Finds first{{candidate({100, 100, 140, 140}, 0.8F), candidate({10, 10, 60, 60}, 0.9F)}};
  Finds near{{candidate({102, 100, 142, 140}, 0.8F)}};
  const auto faces = search_faces(kPicture, first.look(), near.look(), plain());
  ASSERT_TRUE(faces);
  ASSERT_EQ(faces->size(), 1U);
  EXPECT_NEAR(faces->front().probability, 64.0F / 65, 1e-5F);
  // The mean of three looks of one score.
  EXPECT_NEAR(faces->front().candidate.box.left, 101.3333F, 1e-3F);
}

TEST(FaceSearch, KeepsTheFirstLooksPointsWhereTheyAreMore) {
  Finds first{{candidate({100, 100, 140, 140}, 0.8F)}};
  first.there[0].points.resize(5);
  Finds near{{candidate({102, 100, 142, 140}, 0.9F)}};
  const auto faces = search_faces(kPicture, first.look(), near.look(), plain());
  ASSERT_EQ(faces->size(), 1U);
  EXPECT_EQ(faces->front().candidate, first.there[0]);
}

TEST(FaceSearch, TakesNoFurtherLookWhereNoneCouldHelp) {
  Finds first{{candidate({100, 100, 140, 140}, 0.1F)}};  // -2.2; a look may add 2.2 at most
  Finds near;
  EXPECT_TRUE(search_faces(kPicture, first.look(), near.look(), plain())->empty());
  EXPECT_EQ(near.looks, 1);  // the first gave -4
}

TEST(FaceSearch, LooksAtTilesOnlyWhereASmallFaceWasFound) {
  // 25 pixels of 400 are small, 50 are not.
  for (const auto& [side, tiled] : {std::pair{25.0F, true}, std::pair{50.0F, false}}) {
    Finds first{{candidate({100, 100, 100 + side, 100 + side}, 0.9F)}};
    Finds near = first;
    ASSERT_EQ(
        search_faces(kPicture, first.look(), near.look(), plain(FaceTiles::where_small))->size(),
        1U);
    EXPECT_EQ(first.looks > 1, tiled);
  }
}

TEST(FaceSearch, GivesAFaceOnceThoughTilesShowItAgainOrAPartOfIt) {
  const FaceCandidate whole = candidate({180, 130, 240, 190}, 0.9F);
  const FaceCandidate part = candidate({180, 130, 215, 165}, 0.8F);
  Finds first{{whole, part}};
  Finds near{{whole, part}};
  const auto faces = search_faces(kPicture, first.look(), near.look(), plain(FaceTiles::always));
  ASSERT_EQ(faces->size(), 1U);
  EXPECT_GT(faces->front().candidate.box.width(), 50);
}

TEST(FaceSearch, FindsInTilesWhatTheWholeDidNotShow) {
  Finds near{{candidate({30, 30, 42, 42}, 0.9F)}};
  Finds tiles = near;
  const FaceLook first{.width = 64, .height = 64, .see = [&](const FaceView& view) {
                         if (view.part.width() < 400) return tiles.look().see(view);
                         return Result<std::vector<FaceCandidate>>(std::vector<FaceCandidate>{});
                       }};
  EXPECT_EQ(search_faces(kPicture, first, near.look(), plain(FaceTiles::always))->size(), 1U);
  EXPECT_TRUE(search_faces(kPicture, first, near.look(), plain(FaceTiles::never))->empty());
}

TEST(FaceSearch, LeavesOutWhatLiesOutsideThePicture) {
  Finds outside{{candidate({150, -60, 190, -20}, 0.9F)}};  // in the letterbox's border
  EXPECT_TRUE(search_faces(kPicture, outside.look(), outside.look(), plain())->empty());
}

TEST(FaceSearch, HandsOnTheErrorOfALook) {
  const FaceLook broken{
      .width = 64, .height = 64, .see = [](const FaceView&) {
        return Result<std::vector<FaceCandidate>>(Error{ErrorCode::internal, "the engine failed"});
      }};
  Finds first{{candidate({100, 100, 140, 140}, 0.9F)}};
  EXPECT_EQ(search_faces(kPicture, broken, first.look(), plain()).error().code,
            ErrorCode::internal);
  EXPECT_EQ(search_faces(kPicture, first.look(), broken, plain()).error().message,
            "the engine failed");
}

TEST(FaceSearch, LooksAtNoMoreCandidatesThanACrowdHas) {
  Finds first;
  for (int i = 0; i < 400; ++i) {
    const auto x = static_cast<float>(i % 20 * 20), y = static_cast<float>(i / 20 * 15);
    first.there.push_back(candidate({x, y, x + 10, y + 10}, 0.9F));
  }
  Finds near;
  EXPECT_TRUE(search_faces(kPicture, first.look(), near.look(), plain())->empty());
  EXPECT_LE(near.looks, 300);
}

}  // namespace
}  // namespace nunchi::perceive
