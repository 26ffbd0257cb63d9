#include "decode/jpeg_reduced.h"

#include <gtest/gtest.h>
#include <turbojpeg.h>

#include <cmath>

#include "decode/jpeg_handles.h"
#include "decode/made_files.h"
#include "decode/small_idct.h"
#include "picture/resize.h"

namespace nunchi::decode {
namespace {

// Soft shapes with fine grain, as photos have.
Image scene(int width, int height, int grain) {
  Image image = black_image(width, height);
  std::mt19937 random(4);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (int c = 0; c < 3; ++c) {
        const double soft = 128 + 90 * std::sin(0.021 * x + c) * std::cos(0.017 * y - 2 * c);
        const int noise = static_cast<int>(random() % static_cast<unsigned>(2 * grain + 1)) - grain;
        image.row(y)[3 * x + c] =
            static_cast<std::uint8_t>(std::clamp(static_cast<int>(soft) + noise, 0, 255));
      }
    }
  }
  return image;
}

Bytes jpeg_as(const Image& image, int quality, int sampling, int flags = 0) {
  const TurboHandle turbo(tjInitCompress());
  unsigned char* out = nullptr;
  unsigned long size = 0;
  EXPECT_EQ(tjCompress2(turbo.get(), image.rgb.data(), image.width, 0, image.height, TJPF_RGB, &out,
                        &size, sampling, quality, flags),
            0);
  const TurboBuffer buffer(out);
  return {reinterpret_cast<std::byte*>(out), reinterpret_cast<std::byte*>(out) + size};
}

double mean_difference(const Image& a, const Image& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.rgb.size(); ++i) sum += std::abs(a.rgb[i] - b.rgb[i]);
  return sum / static_cast<double>(a.rgb.size());
}

class Sampled : public testing::TestWithParam<int> {};

TEST_P(Sampled, ComesNearToTheMeanOfTheFullPicture) {
  for (const int quality : {50, 90, 98}) {
    // Sides that leave parts of blocks and units over.
    const Bytes file = jpeg_as(scene(403, 301, 12), quality, GetParam());
    for (const int divisor : {4, 8}) {
      const auto reduced = decode_reduced(file, divisor);
      ASSERT_TRUE(reduced) << quality;
      ASSERT_EQ(reduced->planes.size(), GetParam() == TJSAMP_GRAY ? 1U : 3U);
      const int least = 301 / divisor;
      const auto photo = decode_photo(file, {.least_side = least});
      ASSERT_TRUE(photo);
      ASSERT_EQ(photo->image.width, (403 + divisor - 1) / divisor);
      const auto full = decode_photo(file);
      const int whole_width = 403 / divisor * divisor, whole_height = 301 / divisor * divisor;
      const Box whole = {0, 0, static_cast<float>(whole_width), static_cast<float>(whole_height)};
      const Image mean =
          picture::resize(full->image, whole, 403 / divisor, 301 / divisor, picture::Filter::box);
      const Image ours = picture::resize(
          photo->image, {0, 0, static_cast<float>(mean.width), static_cast<float>(mean.height)},
          mean.width, mean.height, picture::Filter::box);
      EXPECT_LT(mean_difference(ours, mean), 2.5)
          << "quality " << quality << " divisor " << divisor;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, Sampled,
                         testing::Values(TJSAMP_444, TJSAMP_422, TJSAMP_420, TJSAMP_440,
                                         TJSAMP_GRAY));

TEST(DecodeReduced, IsExactForFlatColours) {
  for (const auto& [red, green, blue] :
       {std::tuple{0, 0, 0}, {255, 255, 255}, {255, 0, 0}, {12, 200, 99}}) {
    Image image = black_image(64, 48);
    for (std::size_t i = 0; i < image.rgb.size(); i += 3) {
      image.rgb[i] = static_cast<std::uint8_t>(red);
      image.rgb[i + 1] = static_cast<std::uint8_t>(green);
      image.rgb[i + 2] = static_cast<std::uint8_t>(blue);
    }
    const Bytes file = jpeg_as(image, 100, TJSAMP_420);
    const auto photo = decode_photo(file, {.least_side = 12});
    ASSERT_TRUE(photo && decode_reduced(file, 4));
    EXPECT_NEAR(photo->image.rgb[0], red, 2);
    EXPECT_NEAR(photo->image.rgb[1], green, 2);
    EXPECT_NEAR(photo->image.rgb[2], blue, 2);
  }
}

TEST(DecodeReduced, LeavesAllButPlainFilesToOthers) {
  const Image image = scene(200, 100, 5);
  EXPECT_TRUE(decode_reduced(jpeg_as(image, 90, TJSAMP_420), 4));
  EXPECT_FALSE(decode_reduced(jpeg_as(image, 90, TJSAMP_420, TJFLAG_PROGRESSIVE), 4));
  EXPECT_FALSE(decode_reduced(jpeg_as(image, 90, TJSAMP_411), 4));
  EXPECT_FALSE(decode_reduced({}, 4));
}

// Cuts the coded bytes into parts: decodes and encodes nothing, so every unit's bits must be found
// at the right place. libjpeg-turbo writes such files when asked by the environment only.
TEST(DecodeReduced, FollowsRestartMarkers) {
  ASSERT_EQ(setenv("TJ_RESTART", "1", 1), 0);
  const Bytes file = jpeg_as(scene(200, 150, 8), 90, TJSAMP_420);
  unsetenv("TJ_RESTART");
  const Bytes plain = jpeg_as(scene(200, 150, 8), 90, TJSAMP_420);
  ASSERT_NE(file.size(), plain.size());
  const auto parts = decode_reduced(file, 4), whole = decode_reduced(plain, 4);
  ASSERT_TRUE(parts && whole);
  EXPECT_EQ(parts->planes, whole->planes);
}

TEST(DecodeReduced, GivesADamagedFileUp) {
  const Bytes whole = jpeg_as(scene(120, 80, 12), 90, TJSAMP_420);
  for (std::size_t part = 0; part < 50; ++part) {
    EXPECT_FALSE(decode_reduced(std::span(whole).first(whole.size() * part / 50), 4)) << part;
  }
  std::mt19937 random(9);
  for (int round = 0; round < 2000; ++round) {
    Bytes damaged = whole;
    for (int i = 0; i < 1 + round % 3; ++i) {
      damaged[random() % damaged.size()] ^= static_cast<std::byte>(1U << (random() % 8));
    }
    for (const int divisor : {4, 8}) {
      const auto reduced = decode_reduced(damaged, divisor);
      if (!reduced) continue;  // some damage cannot be seen
      for (const auto& plane : reduced->planes) {
        ASSERT_GE(plane.size(), static_cast<std::size_t>(reduced->stride) *
                                    static_cast<std::size_t>(reduced->height));
      }
    }
  }
}

// Every size of block against the definition: the full transform, then the mean, of a block that
// has no higher frequencies than the small one can show.
TEST(SmallIdct, IsTheMeanOfTheFullTransform) {
  std::mt19937 random(6);
  for (const Size size : {Size{1, 1}, {2, 2}, {4, 4}, {2, 1}, {1, 2}, {4, 2}, {2, 4}}) {
    for (int round = 0; round < 50; ++round) {
      Corner corner{};
      for (int v = 0; v < size.height; ++v) {
        for (int u = 0; u < size.width; ++u) {
          const int most = u + v == 0 ? 900 : 120;
          corner[static_cast<std::size_t>(4 * v + u)] =
              static_cast<int>(random() % static_cast<unsigned>(2 * most)) - most;
        }
      }
      std::uint8_t pixels[16] = {};
      transform(corner, size, pixels, 4);
      for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
          double sum = 0;
          for (int j = 0; j < 8 / size.height; ++j) {
            for (int i = 0; i < 8 / size.width; ++i) {
              const int column = x * (8 / size.width) + i, row = y * (8 / size.height) + j;
              for (int v = 0; v < size.height; ++v) {
                for (int u = 0; u < size.width; ++u) {
                  sum += (u == 0 ? M_SQRT1_2 : 1) * (v == 0 ? M_SQRT1_2 : 1) / 4 *
                         corner[static_cast<std::size_t>(4 * v + u)] *
                         std::cos((2 * column + 1) * u * M_PI / 16) *
                         std::cos((2 * row + 1) * v * M_PI / 16);
                }
              }
            }
          }
          const double mean = sum / (64 / (size.width * size.height)) + 128;
          EXPECT_NEAR(pixels[4 * y + x], std::clamp(mean, 0.0, 255.0), 0.75)
              << size.width << " x " << size.height;
        }
      }
    }
  }
}

}  // namespace
}  // namespace nunchi::decode
