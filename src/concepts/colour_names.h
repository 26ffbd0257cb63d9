// Colour names: the eleven basic colour terms (Berlin and Kay: "Basic Color Terms", 1969) in
// English and Korean, and the words that people use for them. Pure functions.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace nunchi::concepts {

inline constexpr std::array<std::string_view, 11> kColourNames = {
    "black", "white", "grey",   "red",  "orange", "yellow",
    "green", "blue",  "purple", "pink", "brown"};

// "blue" → "파란색"; "" for what is no basic term.
std::string_view korean_colour(std::string_view name);

// "Gray", "violet", "파랑", "푸른색" → the basic term; nullopt for any other word. "orange" and
// "오렌지" are none: people who write them mean the fruit as often.
std::optional<std::string_view> colour_named(std::string_view word);

}  // namespace nunchi::concepts
