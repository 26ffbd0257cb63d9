#include "picture/perceptual_hash.h"

#include <gtest/gtest.h>

#include <cmath>

#include "picture/resize.h"

namespace nunchi::picture {
namespace {

// Smooth blobs, other ones for each seed.
Image scene(int seed, int width = 320, int height = 240) {
  Image image = black_image(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double u = 1.0 * x / width, v = 1.0 * y / height;
      double value = 0;
      for (int k = 1; k <= 5; ++k) {
        value +=
            std::sin(seed * 1.7 * k + (k * 3 + seed % 4) * u) * std::cos(seed * 0.9 * k * v + k);
      }
      image.row(y)[3 * x + 1] = static_cast<std::uint8_t>(127 + 25 * value);
    }
  }
  return image;
}

TEST(PerceptualHash, BarelyChangesWhenThePictureIsResizedOrBrightened) {
  const Image image = scene(3);
  const std::uint64_t hash = perceptual_hash(image);
  EXPECT_LE(differing_bits(hash, perceptual_hash(resize(image, 100, 75, Filter::bicubic))), 4);
  Image brighter = image;
  for (std::uint8_t& value : brighter.rgb) value = static_cast<std::uint8_t>(value * 9 / 10 + 20);
  EXPECT_LE(differing_bits(hash, perceptual_hash(brighter)), 4);
}

TEST(PerceptualHash, DiffersBetweenUnrelatedPictures) {
  for (int other = 4; other < 12; ++other) {
    EXPECT_GE(differing_bits(perceptual_hash(scene(3)), perceptual_hash(scene(other))), 12)
        << other;
  }
}

// Stored hashes must be found again by every later version.
TEST(PerceptualHash, KeepsItsDefinition) {
  EXPECT_EQ(perceptual_hash(scene(3)), 16854977656982410519U);
  EXPECT_EQ(perceptual_hash(scene(8)), 17294758181587501486U);
}

TEST(PerceptualHash, OfNothingAndOfOneColourIsZero) {
  EXPECT_EQ(perceptual_hash(Image{}), 0U);
  EXPECT_EQ(perceptual_hash(black_image(50, 50)), 0U);
  Image grey = black_image(640, 480);
  for (std::uint8_t& value : grey.rgb) value = 117;
  EXPECT_EQ(perceptual_hash(grey), 0U);
}

}  // namespace
}  // namespace nunchi::picture
