#include "perceive/class_crop.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "picture/resize.h"

namespace nunchi::perceive {
namespace {

TEST(ClassCrop, IsTheMiddleOfTheShorterSide) {
  // 256 / 0.8 = 320: a picture of that height is cut without any scaling.
  const Box box = class_crop(480, 320, 256, 0.8);
  EXPECT_EQ(box, (Box{112, 32, 368, 288}));
  EXPECT_EQ(class_crop(320, 480, 256, 0.8), (Box{32, 112, 288, 368}));
}

TEST(ClassCrop, RoundsHalvesToEven) {
  // 481 - 256 = 225, half of it 112.5
  EXPECT_EQ(class_crop(481, 320, 256, 0.8).left, 112);
  EXPECT_EQ(class_crop(483, 320, 256, 0.8).left, 114);
}

TEST(ClassCrop, OfAllIsTheMiddleSquare) {
  EXPECT_EQ(class_crop(300, 200, 100, 1), (Box{50, 0, 250, 200}));
}

Image noise(int width, int height) {
  Image image = black_image(width, height);
  std::mt19937 dice(1);
  for (std::uint8_t& value : image.rgb) value = static_cast<std::uint8_t>(dice() % 256);
  return image;
}

TEST(ClassCrop, GivesWhatResizingAndCuttingGive) {
  const Image image = noise(500, 333);
  // shorter side 260 / 0.875 = 297, longer 297 * 500 / 333 = 445; the middle 260 x 260
  const Image whole = picture::resize(image, 445, 297, picture::Filter::bicubic);
  const Image part =
      picture::resize(image, class_crop(500, 333, 260, 0.875), 260, 260, picture::Filter::bicubic);
  ASSERT_EQ(part.width, 260);
  int most = 0;
  for (int y = 0; y < 260; ++y) {
    for (int x = 0; x < 3 * 260; ++x) {
      // (445 - 260) / 2 = 92.5 → 92 columns, (297 - 260) / 2 = 18.5 → 18 rows
      most = std::max(most, std::abs(part.row(y)[x] - whole.row(y + 18)[x + 3 * 92]));
    }
  }
  EXPECT_LE(most, 2);
}

TEST(SquareAround, AddsSomeOfTheSurroundings) {
  EXPECT_EQ(square_around({40, 40, 60, 50}, 1.5F, 200, 200), (Box{35, 30, 65, 60}));
}

TEST(SquareAround, StaysInThePicture) {
  EXPECT_EQ(square_around({0, 0, 20, 10}, 1.5F, 200, 200), (Box{0, 0, 30, 30}));
  EXPECT_EQ(square_around({190, 190, 200, 200}, 2, 200, 200), (Box{180, 180, 200, 200}));
  EXPECT_EQ(square_around({0, 0, 200, 50}, 1.5F, 200, 50), (Box{75, 0, 125, 50}));
}

}  // namespace
}  // namespace nunchi::perceive
