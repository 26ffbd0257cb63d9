#include "concepts/colour_names.h"

#include <gtest/gtest.h>

#include <string>

namespace nunchi::concepts {
namespace {

TEST(ColourNames, EveryBasicTermHasAKoreanNameThatLeadsBackToIt) {
  for (const std::string_view name : kColourNames) {
    const std::string_view korean = korean_colour(name);
    ASSERT_FALSE(korean.empty()) << name;
    EXPECT_EQ(colour_named(korean), name);
  }
  EXPECT_EQ(korean_colour("blue"), "파란색");
  EXPECT_EQ(korean_colour("teal"), "");
}

TEST(ColourNames, OtherWordsForAColourAreKnown) {
  EXPECT_EQ(colour_named("Gray"), "grey");
  EXPECT_EQ(colour_named("GREEN"), "green");
  EXPECT_EQ(colour_named("violet"), "purple");
  EXPECT_EQ(colour_named("파랑"), "blue");
  EXPECT_EQ(colour_named("붉은색"), "red");
}

TEST(ColourNames, OrangeAloneIsTheFruitAsOften) {
  EXPECT_EQ(colour_named("orange"), std::nullopt);
  EXPECT_EQ(colour_named("주황색"), "orange");
}

TEST(ColourNames, WhatIsNoColourIsNone) {
  EXPECT_EQ(colour_named("dog"), std::nullopt);
  EXPECT_EQ(colour_named(""), std::nullopt);
  EXPECT_EQ(colour_named(std::string(100'000, 'x')), std::nullopt);
}

}  // namespace
}  // namespace nunchi::concepts
