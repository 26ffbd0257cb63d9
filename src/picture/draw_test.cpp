#include "picture/draw.h"

#include <gtest/gtest.h>

namespace nunchi::picture {
namespace {

int painted(const Image& image) {
  int count = 0;
  for (std::size_t i = 0; i < image.rgb.size(); i += 3) count += image.rgb[i] == 255 ? 1 : 0;
  return count;
}

TEST(DrawBox, PaintsAnOutlineInsideTheBox) {
  Image image = black_image(20, 20);
  draw_box(image, {5, 5, 15, 12}, {255, 10, 20}, 1);
  EXPECT_EQ(painted(image), 2 * 10 + 2 * 5);
  EXPECT_EQ(image.row(5)[3 * 5 + 1], 10);
  EXPECT_EQ(image.row(6)[3 * 6], 0);
}

TEST(DrawBox, CutsOffWhatReachesOutOfThePicture) {
  Image image = black_image(20, 20);
  draw_box(image, {-100, -100, 10, 10}, {255, 0, 0}, 2);
  EXPECT_EQ(painted(image), 10 * 10 - 8 * 8);
  draw_box(image, {30, 30, 40, 40}, {255, 0, 0});
  EXPECT_EQ(painted(image), 10 * 10 - 8 * 8);
}

TEST(DrawBox, ThinnerThanItsLineIsFilled) {
  Image image = black_image(20, 20);
  draw_box(image, {5, 5, 8, 15}, {255, 0, 0}, 9);
  EXPECT_EQ(painted(image), 3 * 10);
}

}  // namespace
}  // namespace nunchi::picture
