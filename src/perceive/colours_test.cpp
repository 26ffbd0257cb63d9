#include "perceive/colours.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "concepts/colour_names.h"

namespace nunchi::perceive {
namespace {

using Rgb = std::array<std::uint8_t, 3>;

Image painted(int width, int height, auto colour) {
  Image image = black_image(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const Rgb rgb = colour(x, y);
      std::copy(rgb.begin(), rgb.end(), image.row(y) + 3 * x);
    }
  }
  return image;
}

TEST(Colours, WhatPeopleCallBasicColoursGoesByTheirNames) {
  const std::pair<Rgb, std::string_view> called[] = {
      {{0, 0, 0}, "black"},       {{20, 20, 30}, "black"},    {{255, 255, 255}, "white"},
      {{245, 242, 230}, "white"}, {{128, 128, 128}, "grey"},  {{105, 110, 118}, "grey"},
      {{255, 0, 0}, "red"},       {{178, 34, 34}, "red"},     {{220, 20, 60}, "red"},
      {{255, 165, 0}, "orange"},  {{240, 120, 30}, "orange"}, {{255, 255, 0}, "yellow"},
      {{255, 215, 0}, "yellow"},  {{0, 128, 0}, "green"},     {{34, 139, 34}, "green"},
      {{120, 160, 70}, "green"},  {{128, 128, 0}, "green"},   {{0, 0, 255}, "blue"},
      {{0, 0, 128}, "blue"},      {{135, 206, 235}, "blue"},  {{70, 130, 180}, "blue"},
      {{0, 255, 255}, "blue"},    {{128, 0, 128}, "purple"},  {{138, 43, 226}, "purple"},
      {{75, 0, 130}, "purple"},   {{255, 192, 203}, "pink"},  {{255, 105, 180}, "pink"},
      {{255, 20, 147}, "pink"},   {{139, 69, 19}, "brown"},   {{90, 60, 40}, "brown"},
      {{160, 120, 80}, "brown"},  {{210, 180, 140}, "brown"}};
  for (const auto& [rgb, name] : called) {
    EXPECT_EQ(name_of_colour(rgb), name) << +rgb[0] << ' ' << +rgb[1] << ' ' << +rgb[2];
  }
}

TEST(Colours, EveryColourHasABasicName) {
  for (int r = 0; r < 256; r += 15) {
    for (int g = 0; g < 256; g += 15) {
      for (int b = 0; b < 256; b += 15) {
        const auto name =
            name_of_colour({static_cast<std::uint8_t>(r), static_cast<std::uint8_t>(g),
                            static_cast<std::uint8_t>(b)});
        EXPECT_NE(std::ranges::find(concepts::kColourNames, name), concepts::kColourNames.end());
      }
    }
  }
}

TEST(Colours, SharesAreOfTheAreaAndTheLargestComesFirst) {
  const auto colours = colours_of(painted(960, 480, [](int x, int) {
    return x < 240 ? Rgb{250, 0, 0} : Rgb{0, 0, 240};
  }));
  ASSERT_EQ(colours.size(), 2U);
  EXPECT_EQ(colours[0].name, "blue");
  EXPECT_NEAR(colours[0].share, 0.75F, 0.03F);
  EXPECT_EQ(colours[0].rgb, (Rgb{0, 0, 240}));
  EXPECT_EQ(colours[1].name, "red");
  EXPECT_NEAR(colours[1].share, 0.25F, 0.03F);
}

TEST(Colours, ADetailIsNoColourOfThePicture) {
  const auto colours = colours_of(painted(1000, 1000, [](int x, int y) {
    return x < 100 && y < 100 ? Rgb{255, 0, 0} : Rgb{255, 255, 255};
  }));
  ASSERT_EQ(colours.size(), 1U);
  EXPECT_EQ(colours[0].name, "white");
}

TEST(Colours, TinyAndEmptyPicturesAreNoTrouble) {
  EXPECT_TRUE(colours_of({}).empty());
  const auto one = colours_of(painted(1, 1, [](int, int) { return Rgb{0, 128, 0}; }));
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0].name, "green");
  EXPECT_EQ(one[0].share, 1.0F);
}

}  // namespace
}  // namespace nunchi::perceive
