#include "perceive/face_view.h"

#include <gtest/gtest.h>

namespace nunchi::perceive {
namespace {

TEST(FaceView, OfTheWholeKeepsTheShapeAndBringsBoxesBack) {
  const FaceView view = whole_view(black_image(400, 200), 100, 100);
  EXPECT_EQ(view.part, (Box{0, -100, 400, 300}));
  const FaceCandidate there{.box = {0, 25, 100, 75}, .points = {{50, 50}}, .score = 1};
  const FaceCandidate here = in_picture(there, view);
  EXPECT_EQ(here.box, (Box{0, 0, 400, 200}));
  EXPECT_EQ(here.points[0], (Point{200, 100}));
}

TEST(FaceView, ShowsBlackBeyondThePicture) {
  Image white = black_image(40, 20);
  std::fill(white.rgb.begin(), white.rgb.end(), std::uint8_t{255});
  const Image seen = look(white, whole_view(white, 40, 40));
  EXPECT_EQ(seen.row(5)[3 * 20], 0);
  EXPECT_EQ(seen.row(20)[3 * 20], 255);
  EXPECT_EQ(seen.row(35)[3 * 20], 0);
}

TEST(FaceView, AroundABoxIsASquareOfItsLongerSide) {
  EXPECT_EQ(view_around({10, 10, 30, 20}, 2, 64).part, (Box{0, -5, 40, 35}));
}

TEST(FaceView, TilesTogetherShowAllOfThePicture) {
  const Image picture = black_image(400, 300);
  const auto tiles = tiled_views(picture, 2, 0.25F, 64);
  for (const Point corner : {Point{1, 1}, Point{399, 1}, Point{1, 299}, Point{399, 299}}) {
    EXPECT_TRUE(std::any_of(tiles.begin(), tiles.end(), [&](const FaceView& tile) {
      return tile.part.left <= corner.x && corner.x <= tile.part.right &&
             tile.part.top <= corner.y && corner.y <= tile.part.bottom;
    }));
  }
  EXPECT_EQ(tiled_views(picture, 1, 0.25F, 64).size(), 1U);
}

}  // namespace
}  // namespace nunchi::perceive
