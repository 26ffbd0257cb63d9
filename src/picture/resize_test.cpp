#include "picture/resize.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <random>

#include "picture/kernel.h"
#include "picture/passes.h"

namespace nunchi::picture {
namespace {

// The generator that made the golden values below as well (Numerical Recipes' constants).
Image noise(int width, int height, std::uint32_t seed) {
  Image image = black_image(width, height);
  for (std::uint8_t& value : image.rgb) {
    seed = seed * 1664525U + 1013904223U;
    value = static_cast<std::uint8_t>(seed >> 24U);
  }
  return image;
}

Image of_colour(int width, int height, std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
  Image image = black_image(width, height);
  for (std::size_t i = 0; i < image.rgb.size(); i += 3) {
    image.rgb[i] = red;
    image.rgb[i + 1] = green;
    image.rgb[i + 2] = blue;
  }
  return image;
}

int largest_difference(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b) {
  if (a.size() != b.size()) return 256;
  int largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

// The same mathematics with nothing done for speed: doubles, and no rounding between the passes.
double filter_value(Filter filter, double x) {
  x = std::abs(x);
  if (filter == Filter::box) return x <= 0.5 ? 1 : 0;
  if (filter == Filter::bilinear) return x < 1 ? 1 - x : 0;
  if (x < 1) return 1.5 * x * x * x - 2.5 * x * x + 1;
  return x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0;
}

struct Plane {
  int width, height;
  std::vector<double> values;
  double at(int x, int y) const { return values[static_cast<std::size_t>(y * width + x)]; }
};

Plane naive_rows(const Plane& in, double from, double until, int width, Filter filter) {
  Plane out{width, in.height, {}};
  const double step = (until - from) / width, scale = std::max(1.0, step);
  for (int y = 0; y < in.height; ++y) {
    for (int x = 0; x < width; ++x) {
      double sum = 0, weights = 0;
      for (int i = 0; i < in.width; ++i) {
        const double w = filter_value(filter, (i + 0.5 - from - (x + 0.5) * step) / scale);
        sum += w * in.at(i, y);
        weights += w;
      }
      out.values.push_back(std::clamp(sum / weights, 0.0, 255.0));
    }
  }
  return out;
}

Plane transposed(const Plane& in) {
  Plane out{in.height, in.width, {}};
  for (int y = 0; y < in.width; ++y) {
    for (int x = 0; x < in.height; ++x) out.values.push_back(in.at(y, x));
  }
  return out;
}

std::vector<std::uint8_t> naive_resize(const Image& image, const Box& from, int width, int height,
                                       Filter filter) {
  std::vector<std::uint8_t> out(static_cast<std::size_t>(3 * width * height));
  for (std::size_t c = 0; c < 3; ++c) {
    Plane plane{image.width, image.height, {}};
    for (std::size_t i = c; i < image.rgb.size(); i += 3) plane.values.push_back(image.rgb[i]);
    plane = transposed(naive_rows(plane, from.left, from.right, width, filter));
    plane = transposed(naive_rows(plane, from.top, from.bottom, height, filter));
    for (std::size_t i = 0; i < plane.values.size(); ++i) {
      out[3 * i + c] = static_cast<std::uint8_t>(std::lround(plane.values[i]));
    }
  }
  return out;
}

struct Golden {
  int width, height;
  std::uint32_t seed;
  Box from;
  int to_width, to_height;
  Filter filter;
  std::vector<std::uint8_t>
      rgb;  // Pillow 13.0: noise(…).resize((to_width, to_height), filter, from)
};

const Golden kGolden[] = {
    {13, 9, 1, {0, 0, 13, 9}, 5, 3, Filter::bilinear, {132, 123, 129, 131, 156, 88,  127, 132,
                                                       92,  95,  112, 144, 145, 147, 146, 132,
                                                       108, 113, 135, 119, 115, 159, 142, 137,
                                                       125, 129, 110, 117, 105, 145, 140, 109,
                                                       129, 148, 158, 144, 143, 134, 148, 138,
                                                       147, 96,  150, 103, 153}},
    {13, 9, 1, {0, 0, 13, 9}, 5, 3, Filter::bicubic, {134, 122, 132, 131, 162, 82,  128, 133, 86,
                                                      87,  109, 147, 151, 150, 147, 133, 105, 112,
                                                      133, 110, 116, 163, 147, 144, 123, 131, 103,
                                                      111, 103, 143, 136, 109, 126, 150, 165, 146,
                                                      145, 130, 151, 136, 149, 95,  152, 98,  157}},
    {13, 9, 1, {0, 0, 13, 9}, 5, 3, Filter::box, {132, 132, 124, 132, 197, 82,  143, 119, 64,
                                                  51,  104, 177, 161, 143, 156, 132, 91,  100,
                                                  141, 107, 119, 152, 144, 152, 150, 128, 108,
                                                  109, 104, 119, 141, 124, 128, 152, 171, 166,
                                                  127, 131, 153, 147, 177, 86,  152, 100, 150}},
    {4,
     3,
     2,
     {0, 0, 4, 3},
     7,
     5,
     Filter::bilinear,
     {60,  117, 48,  106, 141, 42,  180, 178, 31,  121, 152, 82,  61,  124, 126, 133, 159, 65,
      178, 180, 27,  94,  151, 76,  117, 137, 68,  154, 114, 54,  146, 113, 113, 135, 120, 165,
      159, 159, 98,  175, 184, 56,  145, 201, 118, 134, 130, 107, 116, 17,  89,  183, 55,  160,
      245, 113, 223, 199, 160, 147, 170, 189, 99,  96,  103, 75,  86,  71,  81,  70,  18,  90,
      124, 53,  115, 178, 101, 137, 166, 160, 121, 158, 196, 112, 63,  38,  46,  54,  31,  63,
      39,  19,  91,  85,  52,  85,  133, 93,  79,  144, 160, 104, 150, 201, 120}},
    {4,
     3,
     2,
     {0, 0, 4, 3},
     7,
     5,
     Filter::bicubic,
     {43,  104, 44,  102, 139, 34,  193, 195, 24,  116, 161, 82,  38,  122, 125, 130, 158, 57,
      190, 184, 14,  88,  157, 77,  117, 143, 63,  164, 121, 47,  148, 112, 119, 128, 120, 173,
      160, 162, 94,  180, 188, 42,  147, 217, 120, 130, 137, 103, 111, 9,   84,  186, 38,  166,
      252, 114, 230, 200, 168, 145, 164, 196, 88,  98,  107, 73,  81,  67,  79,  58,  6,   92,
      121, 36,  117, 186, 99,  135, 169, 169, 123, 154, 206, 114, 59,  27,  36,  46,  21,  58,
      29,  18,  93,  74,  43,  79,  127, 90,  65,  144, 169, 103, 150, 211, 126}},
    {20,
     16,
     3,
     {1.5F, 2.25F, 17.25F, 11},
     6,
     4,
     Filter::bilinear,
     {143, 129, 105, 160, 148, 146, 101, 131, 132, 103, 117, 157, 131, 125, 138, 144, 134, 166,
      102, 130, 103, 113, 153, 113, 118, 136, 129, 118, 93,  165, 94,  121, 144, 108, 138, 101,
      141, 172, 144, 152, 153, 112, 155, 118, 117, 129, 56,  148, 150, 118, 86,  115, 133, 83,
      125, 105, 148, 135, 114, 118, 123, 111, 129, 112, 81,  121, 123, 130, 144, 109, 167, 144}},
    {20,
     16,
     3,
     {1.5F, 2.25F, 17.25F, 11},
     6,
     4,
     Filter::bicubic,
     {141, 129, 102, 171, 152, 152, 92,  130, 129, 100, 119, 161, 136, 125, 132, 150, 135, 172,
      93,  124, 97,  109, 159, 115, 119, 138, 126, 126, 84,  172, 90,  119, 151, 105, 137, 94,
      145, 185, 148, 155, 155, 109, 162, 123, 114, 125, 43,  156, 154, 121, 75,  111, 138, 76,
      124, 98,  156, 133, 111, 114, 121, 111, 128, 114, 72,  118, 124, 133, 150, 106, 179, 151}},
    {20,
     16,
     3,
     {1.5F, 2.25F, 17.25F, 11},
     6,
     4,
     Filter::box,
     {132, 129, 127, 181, 137, 132, 88,  138, 129, 82,  119, 173, 127, 135, 118, 140, 114, 197,
      85,  131, 115, 136, 168, 123, 103, 139, 120, 137, 74,  170, 98,  132, 130, 91,  112, 109,
      193, 199, 136, 159, 136, 105, 177, 149, 115, 101, 61,  150, 149, 133, 64,  105, 159, 56,
      134, 77,  177, 130, 106, 92,  108, 101, 123, 130, 73,  127, 123, 145, 180, 99,  152, 165}},
};

TEST(Resize, GivesWhatPillowGivesWithinOneLevel) {
  for (const Golden& golden : kGolden) {
    const Image out = resize(noise(golden.width, golden.height, golden.seed), golden.from,
                             golden.to_width, golden.to_height, golden.filter);
    EXPECT_LE(largest_difference(out.rgb, golden.rgb), 1)
        << golden.width << " x " << golden.height << " filter " << static_cast<int>(golden.filter);
  }
}

TEST(Resize, AgreesWithTheDefinitionOnManySizesAndParts) {
  std::mt19937 random(7);
  const auto between = [&random](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  for (int round = 0; round < 60; ++round) {
    const Image image = noise(between(1, 70), between(1, 70), static_cast<std::uint32_t>(round));
    const auto w = static_cast<float>(image.width), h = static_cast<float>(image.height);
    const Box from = {w * static_cast<float>(between(0, 40)) / 100,
                      h * static_cast<float>(between(0, 40)) / 100,
                      w * static_cast<float>(between(50, 100)) / 100,
                      h * static_cast<float>(between(50, 100)) / 100};
    const int width = between(1, 50), height = between(1, 50);
    for (const Filter filter : {Filter::bilinear, Filter::bicubic}) {
      const Image out = resize(image, from, width, height, filter);
      ASSERT_EQ(out.width, width);
      ASSERT_EQ(out.height, height);
      EXPECT_LE(largest_difference(out.rgb, naive_resize(image, from, width, height, filter)), 1)
          << "round " << round << " filter " << static_cast<int>(filter);
    }
  }
}

TEST(Resize, OfABoxIsTheMean) {
  Image image = black_image(4, 2);
  for (std::size_t i = 0; i < image.rgb.size(); ++i)
    image.rgb[i] = static_cast<std::uint8_t>(10 * i);
  const Image out = resize(image, 2, 1, Filter::box);
  // Red of the left half: 0, 30, 120, 150; of the right half: 60, 90, 180, 210.
  EXPECT_EQ(out.rgb[0], 75);
  EXPECT_EQ(out.rgb[3], 135);
}

TEST(Resize, KeepsAnEvenColourExactly) {
  for (const Filter filter : {Filter::bilinear, Filter::bicubic, Filter::box}) {
    for (const int side : {1, 3, 17, 64, 400}) {
      const Image out = resize(of_colour(97, 61, 255, 1, 128), side, side, filter);
      EXPECT_EQ(out, of_colour(side, side, 255, 1, 128)) << side;
    }
  }
}

TEST(Resize, ToTheSameSizeChangesNothing) {
  const Image image = noise(31, 17, 5);
  EXPECT_EQ(resize(image, 31, 17, Filter::bilinear), image);
  EXPECT_EQ(resize(image, 31, 17, Filter::bicubic), image);
}

TEST(Resize, OfWholePixelsAtTheirSizeIsACrop) {
  const Image image = noise(31, 17, 5);
  const Image crop = resize(image, {4, 3, 20, 12}, 16, 9, Filter::bicubic);
  ASSERT_EQ(crop.height, 9);
  for (int y = 0; y < 9; ++y) {
    EXPECT_TRUE(std::equal(crop.row(y), crop.row(y) + 48, image.row(y + 3) + 12)) << y;
  }
}

TEST(Resize, ClipsThePartToThePicture) {
  const Image image = noise(20, 20, 9);
  EXPECT_EQ(resize(image, {-50, -50, 500, 500}, 7, 7, Filter::bilinear),
            resize(image, 7, 7, Filter::bilinear));
}

TEST(Resize, OfNothingOrToNothingIsEmpty) {
  const Image image = noise(8, 8, 1);
  EXPECT_TRUE(resize(Image{}, 5, 5, Filter::bilinear).empty());
  EXPECT_TRUE(resize(image, {3, 3, 3, 9}, 5, 5, Filter::bilinear).empty());
  EXPECT_TRUE(resize(image, {9, 0, 30, 8}, 5, 5, Filter::bilinear).empty());
  EXPECT_TRUE(resize(image, 0, 5, Filter::bilinear).empty());
  EXPECT_TRUE(resize(image, {NAN, 0, 5, 5}, 5, 5, Filter::bilinear).empty());
}

TEST(Passes, GiveTheSameBytesWithEveryInstructionSet) {
  for (const Filter filter : {Filter::bilinear, Filter::bicubic, Filter::box}) {
    for (const int size : {1, 2, 5, 33, 150, 700}) {
      const Image image = noise(301, 40, 3);
      const Kernel across = make_kernel(301, 0.5, 299.75, size, filter);
      std::vector<std::uint8_t> best(3 * static_cast<std::size_t>(size)), portable = best;
      const std::span<const std::uint8_t> row{image.row(2), 903};
      resample_row(row, across, best.data(), Instructions::best);
      resample_row(row, across, portable.data(), Instructions::portable);
      EXPECT_EQ(best, portable) << "along " << size;

      const Kernel down = make_kernel(40, 0, 40, size, filter);
      best.assign(903, 0);
      portable.assign(903, 0);
      for (int y = 0; y < size; ++y) {
        const Kernel::Window window = down.windows[static_cast<std::size_t>(y)];
        const RowRun rows{image.row(window.first), 903, 903};
        const std::span<const std::int16_t> weights{down.row(y),
                                                    static_cast<std::size_t>(window.count)};
        blend_rows(rows, weights, down.bits, best.data(), Instructions::best);
        blend_rows(rows, weights, down.bits, portable.data(), Instructions::portable);
        EXPECT_EQ(best, portable) << "across " << size << " row " << y;
      }
    }
  }
}

}  // namespace
}  // namespace nunchi::picture
