#include "perceive/detail.h"

#include <gtest/gtest.h>

#include <random>

namespace nunchi::perceive {
namespace {

Image painted(int width, int height, auto colour) {
  Image image = black_image(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const int value = colour(x, y);
      for (int c = 0; c < 3; ++c) {
        image.row(y)[3 * x + c] = static_cast<std::uint8_t>(std::clamp(value, 0, 255));
      }
    }
  }
  return image;
}

TEST(Detail, OneColourAndGradientsShowNothing) {
  for (const int grey : {0, 128, 255}) {
    EXPECT_FALSE(may_show_something(detail_of(painted(640, 480, [=](int, int) { return grey; }))));
  }
  EXPECT_FALSE(
      may_show_something(detail_of(painted(640, 480, [](int x, int y) { return x / 4 + y / 8; }))));
}

TEST(Detail, NoiseShowsNothingWhateverItsSize) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> even(0, 255);
  std::normal_distribution<float> bell(128, 40);
  for (const int side : {48, 224, 300, 1200}) {
    EXPECT_FALSE(
        may_show_something(detail_of(painted(side, side, [&](int, int) { return even(random); }))))
        << side;
    EXPECT_FALSE(may_show_something(
        detail_of(painted(side, side, [&](int, int) { return static_cast<int>(bell(random)); }))))
        << side;
  }
}

TEST(Detail, ShapesWithEdgesMayShowSomething) {
  const Image disc = painted(400, 300, [](int x, int y) {
    return (x - 200) * (x - 200) + (y - 150) * (y - 150) < 80 * 80 ? 220 : 60;
  });
  EXPECT_TRUE(may_show_something(detail_of(disc)));
}

TEST(Detail, OfAPictureTooSmallToHaveAnyIsNothing) {
  EXPECT_FALSE(may_show_something(detail_of(black_image(1, 1))));
  EXPECT_FALSE(may_show_something(detail_of(Image{})));
}

}  // namespace
}  // namespace nunchi::perceive
