#include "wire/display_width.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include "wire/utf8.h"

namespace nunchi::wire {
namespace {

struct Range {
  char32_t first, last;
};

// Each list in ascending order.
constexpr Range kNone[] = {
    {0x0300, 0x036F},   {0x0483, 0x0489},  {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x1160, 0x11FF},   {0x1AB0, 0x1AFF},  {0x1DC0, 0x1DFF}, {0x200B, 0x200D}, {0x20D0, 0x20FF},
    {0x302A, 0x302F},   {0x3099, 0x309A},  {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
    {0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF}};
constexpr Range kTwo[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x25FD, 0x25FE},
    {0x2614, 0x2615},   {0x2648, 0x2653},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},
    {0x26C4, 0x26C5},   {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},
    {0x26F2, 0x26F5},   {0x26FA, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},
    {0x2728, 0x2728},   {0x274C, 0x274C},   {0x2753, 0x2757},   {0x2795, 0x2797},
    {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},
    {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
    {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F1E6, 0x1F1FF}, {0x1F200, 0x1F320},
    {0x1F32D, 0x1F3FA}, {0x1F400, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1F7EB},
    {0x1F90C, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD}};
constexpr Range kHarmful[] = {{0x00, 0x1F},     {0x7F, 0x9F},     {0x061C, 0x061C},
                              {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}};

bool contains(std::span<const Range> ranges, char32_t value) noexcept {
  const auto behind = std::ranges::upper_bound(ranges, value, {}, &Range::first);
  return behind != ranges.begin() && value <= std::prev(behind)->last;
}

int columns_of(char32_t value) noexcept {
  if (value < 0x300) return 1;
  if (contains(kNone, value)) return 0;
  return contains(kTwo, value) ? 2 : 1;
}

// Where the longest start of the text that takes at most `most` columns ends; signs without a width
// stay with what they follow.
std::size_t end_within(std::string_view text, int most) noexcept {
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint sign = first_code_point(text.substr(at));
    most -= columns_of(sign.value);
    if (most < 0) break;
    at += sign.bytes;
  }
  return at;
}

// Where the longest end of the text that takes at most `most` columns begins.
std::size_t begin_within(std::string_view text, int most) noexcept {
  int left = columns(text);
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint sign = first_code_point(text.substr(at));
    const int wide = columns_of(sign.value);
    if (left <= most && wide > 0) break;
    left -= wide;
    at += sign.bytes;
  }
  return at;
}

}  // namespace

int columns(std::string_view text) noexcept {
  int sum = 0;
  while (!text.empty()) {
    const CodePoint sign = first_code_point(text);
    sum += columns_of(sign.value);
    text.remove_prefix(sign.bytes);
  }
  return sum;
}

std::string harmless(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const CodePoint sign = first_code_point(text);
    append_utf8(clean, contains(kHarmful, sign.value) ? kReplacement : sign.value);
    text.remove_prefix(sign.bytes);
  }
  return clean;
}

std::string cut_end(std::string_view text, int most) {
  if (most <= 0) return {};
  if (columns(text) <= most) return std::string(text);
  return std::string(text.substr(0, end_within(text, most - 1))) + "…";
}

std::string cut_middle(std::string_view text, int most) {
  if (most <= 0) return {};
  if (columns(text) <= most) return std::string(text);
  const int behind = (most - 1) / 2;
  return std::string(text.substr(0, end_within(text, most - 1 - behind))) + "…" +
         std::string(text.substr(begin_within(text, behind)));
}

std::string cut_path(std::string_view path, int most) {
  if (columns(path) <= most) return std::string(path);
  for (std::size_t slash = path.find('/', 1); slash != path.npos;
       slash = path.find('/', slash + 1)) {
    const std::string_view rest = path.substr(slash);
    if (rest.size() > 1 && columns(rest) + 1 <= most) return "…" + std::string(rest);
  }
  return cut_middle(path.substr(path.rfind('/') + 1), most);
}

std::string padded_right(std::string text, int wanted) {
  const int missing = wanted - columns(text);
  if (missing > 0) text.append(static_cast<std::size_t>(missing), ' ');
  return text;
}

std::string padded_left(std::string text, int wanted) {
  const int missing = wanted - columns(text);
  if (missing > 0) text.insert(0, static_cast<std::size_t>(missing), ' ');
  return text;
}

}  // namespace nunchi::wire
