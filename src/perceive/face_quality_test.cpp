#include "perceive/face_quality.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "perceive/face_alignment.h"
#include "picture/resize.h"

namespace nunchi::perceive {
namespace {

// Stripes of `width` pixels: something with edges where a face is said to be.
Image stripes(int side, int width) {
  Image image = black_image(side, side);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      std::fill_n(image.row(y) + 3 * x, 3,
                  static_cast<std::uint8_t>(x / width % 2 == 0 ? 60 : 190));
    }
  }
  return image;
}

std::vector<Point> frontal(float by) {
  std::vector<Point> points = arcface_template(112).points;
  for (Point& point : points) point = {point.x * by, point.y * by};
  return points;
}

TEST(FaceQuality, IsTheProductOfThreeShares) {
  EXPECT_FLOAT_EQ((FaceQuality{.eye_distance = 50, .sharpness = 0.4F, .turn = 0.05F}.value()), 1);
  // 7/35 of the size, 0.2/0.25 of the sharpness, (0.3 - 0.25)/0.2 of the front: 0.2 * 0.8 * 0.25
  EXPECT_NEAR((FaceQuality{.eye_distance = 7, .sharpness = 0.2F, .turn = 0.25F}.value()), 0.04F,
              1e-6F);
  EXPECT_EQ((FaceQuality{.eye_distance = 50, .sharpness = 0.4F, .turn = 0.5F}.value()), 0);
}

TEST(FaceQuality, MeasuresTheEyesInPixelsOfThePictureAndTheTurnWhateverTheSize) {
  const auto quality = face_quality(stripes(224, 16), frontal(2));
  ASSERT_TRUE(quality);
  EXPECT_NEAR(quality->eye_distance, 70.475F, 0.01F);  // twice the template's
  EXPECT_NEAR(quality->turn, 0, 1e-3F);
}

TEST(FaceQuality, FallsWithBlurButNotWithContrast) {
  const Image sharp = stripes(112, 8);
  const Image blurred = picture::resize(picture::resize(sharp, 20, 20, picture::Filter::bilinear),
                                        112, 112, picture::Filter::bilinear);
  Image pale = sharp;
  for (std::uint8_t& value : pale.rgb) value = static_cast<std::uint8_t>(100 + value / 5);
  const float of_sharp = face_quality(sharp, frontal(1))->sharpness;
  EXPECT_LT(face_quality(blurred, frontal(1))->sharpness, of_sharp / 3);
  EXPECT_NEAR(face_quality(pale, frontal(1))->sharpness, of_sharp, 0.02F * of_sharp);
}

TEST(FaceQuality, FallsWhereTheEyesCloseUpAsInAProfile) {
  std::vector<Point> profile = frontal(1);
  profile[0].x = profile[1].x - 8;
  profile[3].x = profile[4].x - 6;
  profile[2].x = profile[1].x + 10;
  EXPECT_GT(face_quality(stripes(112, 8), profile)->turn, 0.25F);
}

TEST(FaceQuality, OfAFlatPlaceIsNoneAndOfPointsInOnePlaceIsNothing) {
  EXPECT_EQ(face_quality(black_image(112, 112), frontal(1))->sharpness, 0);
  EXPECT_FALSE(face_quality(black_image(112, 112), std::vector<Point>(5, Point{3, 3})));
  EXPECT_FALSE(face_quality(black_image(112, 112), std::vector<Point>(3, Point{3, 3})));
}

}  // namespace
}  // namespace nunchi::perceive
