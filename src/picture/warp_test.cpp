#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "picture/resize.h"

namespace nunchi::picture {
namespace {

// Colour grows evenly to the right (red) and downwards (green), so that its value tells the place.
Image ramp(int width, int height) {
  Image image = black_image(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      std::uint8_t* pixel = image.row(y) + 3 * x;
      pixel[0] = static_cast<std::uint8_t>(255 * x / width);
      pixel[1] = static_cast<std::uint8_t>(255 * y / height);
      pixel[2] = 200;
    }
  }
  return image;
}

const std::uint8_t* pixel_of(const Image& image, int x, int y) { return image.row(y) + 3 * x; }

TEST(Warp, WithTheIdentityChangesNothing) {
  const Image image = ramp(40, 30);
  EXPECT_EQ(warp(image, {1, 0, 0, 0, 1, 0}, 40, 30), image);
}

TEST(Warp, ShiftsByWholePixelsAndIsBlackOutside) {
  const Image image = ramp(40, 30);
  const Image out = warp(image, {1, 0, 10, 0, 1, -5}, 40, 30);
  EXPECT_EQ(pixel_of(out, 3, 8)[0], pixel_of(image, 13, 3)[0]);
  EXPECT_EQ(pixel_of(out, 3, 8)[1], pixel_of(image, 13, 3)[1]);
  EXPECT_EQ(pixel_of(out, 35, 8)[2], 0);
  EXPECT_EQ(pixel_of(out, 3, 2)[2], 0);
}

TEST(Warp, TurnsByNinetyDegreesExactly) {
  const Image image = ramp(40, 30);
  // out(x, y) = in(y, 30 - x): clockwise.
  const Image out = warp(image, {0, 1, 0, -1, 0, 30}, 30, 40);
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 30; ++x) {
      ASSERT_EQ(pixel_of(out, x, y)[0], pixel_of(image, y, 29 - x)[0]);
      ASSERT_EQ(pixel_of(out, x, y)[1], pixel_of(image, y, 29 - x)[1]);
    }
  }
}

TEST(Warp, HalfwayBetweenTwoPixelsIsTheirMean) {
  Image image = black_image(2, 1);
  image.rgb = {100, 0, 0, 200, 0, 0};
  EXPECT_EQ(warp(image, {1, 0, 0.5F, 0, 1, 0}, 1, 1).rgb[0], 150);
}

TEST(Warp, ThatShrinksAveragesInsteadOfSkipping) {
  // Stripes one pixel wide: skipping pixels would give black or white, the mean is grey.
  Image image = black_image(800, 800);
  for (int y = 0; y < 800; ++y) {
    for (int x = 0; x < 800; x += 2) std::fill_n(image.row(y) + 3 * x, 3, std::uint8_t{255});
  }
  const float turn = 0.3F, by = 8.0F;
  const Affine matrix = {by * std::cos(turn), -by * std::sin(turn), 200,
                         by * std::sin(turn), by * std::cos(turn),  100};
  const Image out = warp(image, matrix, 40, 40);
  for (int i = 5; i < 35; ++i) EXPECT_NEAR(pixel_of(out, i, i)[0], 128, 20) << i;
}

TEST(Warp, ThatShrinksKeepsPlaces) {
  const Image image = ramp(1000, 1000);
  const Image out = warp(image, {5, 0, 100, 0, 5, 200}, 100, 100);
  for (int i = 2; i < 98; i += 5) {
    EXPECT_NEAR(pixel_of(out, i, 50)[0], 255 * (100 + 5 * i + 2.5) / 1000, 2);
    EXPECT_NEAR(pixel_of(out, 50, i)[1], 255 * (200 + 5 * i + 2.5) / 1000, 2);
  }
}

TEST(Warp, OfImpossibleMatricesIsBlack) {
  const Image image = ramp(20, 20);
  EXPECT_EQ(warp(image, {NAN, 0, 0, 0, NAN, 0}, 5, 5), black_image(5, 5));
  EXPECT_EQ(warp(image, {1, 0, 1e9F, 0, 1, 0}, 5, 5), black_image(5, 5));
  EXPECT_EQ(warp(image, {1e20F, 0, 1e9F, 0, 1e20F, 1e12F}, 5, 5), black_image(5, 5));
  EXPECT_EQ(warp(Image{}, {1, 0, 0, 0, 1, 0}, 5, 5), black_image(5, 5));
  EXPECT_TRUE(warp(image, {1, 0, 0, 0, 1, 0}, 0, 5).empty());
}

}  // namespace
}  // namespace nunchi::picture
