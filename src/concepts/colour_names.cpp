#include "concepts/colour_names.h"

#include <algorithm>
#include <string>

namespace nunchi::concepts {
namespace {

struct ColourWord {
  std::string_view word, name;
};

// The first Korean word of each name is the one that is shown.
constexpr ColourWord kKorean[] = {
    {"검은색", "black"}, {"검정", "black"},    {"검정색", "black"},  {"까만색", "black"},
    {"흰색", "white"},   {"하양", "white"},    {"하얀색", "white"},  {"백색", "white"},
    {"회색", "grey"},    {"잿빛", "grey"},     {"빨간색", "red"},    {"빨강", "red"},
    {"붉은색", "red"},   {"주황색", "orange"}, {"주황", "orange"},   {"노란색", "yellow"},
    {"노랑", "yellow"},  {"초록색", "green"},  {"초록", "green"},    {"녹색", "green"},
    {"연두색", "green"}, {"파란색", "blue"},   {"파랑", "blue"},     {"푸른색", "blue"},
    {"하늘색", "blue"},  {"남색", "blue"},     {"보라색", "purple"}, {"보라", "purple"},
    {"분홍색", "pink"},  {"분홍", "pink"},     {"핑크", "pink"},     {"핑크색", "pink"},
    {"갈색", "brown"},   {"밤색", "brown"}};

constexpr ColourWord kEnglish[] = {{"gray", "grey"}, {"violet", "purple"}, {"navy", "blue"}};

std::string lower_case(std::string_view word) {
  std::string lower(word);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

}  // namespace

std::string_view korean_colour(std::string_view name) {
  const auto* found = std::ranges::find(kKorean, name, &ColourWord::name);
  return found == std::end(kKorean) ? std::string_view() : found->word;
}

std::optional<std::string_view> colour_named(std::string_view word) {
  const std::string lower = lower_case(word);
  if (lower == "orange") return std::nullopt;
  const auto* basic = std::ranges::find(kColourNames, lower);
  if (basic != kColourNames.end()) return *basic;
  const auto named_so = [&](const auto& words) -> std::optional<std::string_view> {
    const auto* found = std::ranges::find(words, lower, &ColourWord::word);
    if (found == std::end(words)) return std::nullopt;
    return found->name;
  };
  const auto korean = named_so(kKorean);
  return korean ? korean : named_so(kEnglish);
}

}  // namespace nunchi::concepts
