#include "wire/progress_bar.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "wire/display_width.h"
#include "wire/terminal_ink.h"

namespace nunchi::wire {
namespace {

constexpr int kLeastBar = 8;
constexpr int kMostBar = 40;

std::string grouped(std::uint64_t number) {  // 1,204
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string rate(double per_second) {
  char text[32];
  std::snprintf(text, sizeof text, per_second < 10 ? "%.1f/s" : "%.0f/s", per_second);
  return text;
}

std::string time_left(double seconds, Language language) {
  const bool ko = language == Language::korean;
  const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
  std::string time;
  if (whole < 60) {
    time = std::to_string(whole) + (ko ? "초" : " s");
  } else if (whole < 3600) {
    time = std::to_string((whole + 30) / 60) + (ko ? "분" : " min");
  } else {
    time = std::to_string(whole / 3600) + (ko ? "시간 " : " h ") +
           std::to_string(whole % 3600 / 60) + (ko ? "분" : " min");
  }
  return ko ? time + " 남음" : time + " left";
}

std::string counts(const Progress& progress, Language language) {
  const std::string done = grouped(progress.done);
  if (progress.total == 0) return language == Language::korean ? done + "장" : done + " done";
  const std::string total = grouped(progress.total);
  return language == Language::korean ? total + "장 중 " + done + "장" : done + " of " + total;
}

std::string bar(double share, int wide, Colour colour) {
  const int halves = static_cast<int>(share * wide * 2);
  std::string full, rest;
  for (int i = 0; i < halves / 2; ++i) full += "━";
  if (halves % 2 == 1) full += "╸";
  for (int i = (halves + 1) / 2; i < wide; ++i) rest += "─";
  return inked(full, Ink::accent, colour) + inked(rest, Ink::faint, colour);
}

}  // namespace

std::string progress_bar(const Progress& progress, const BarStyle& style) {
  std::string text = counts(progress, style.language);
  const bool rated = std::isfinite(progress.per_second) && progress.per_second > 0;
  if (rated) text += " · " + rate(progress.per_second);
  const std::uint64_t done = std::min(progress.done, progress.total);
  if (rated && progress.total > done) {
    const double seconds = static_cast<double>(progress.total - done) / progress.per_second;
    if (seconds < 360'000) text += " · " + time_left(seconds, style.language);
  }
  constexpr int kGap = 2;
  const int wide = std::min(kMostBar, style.width - columns(text) - kGap);
  if (progress.total == 0 || wide < kLeastBar) return cut_end(text, style.width);
  const double share = static_cast<double>(done) / static_cast<double>(progress.total);
  return bar(share, wide, style.colour) + "  " + text;
}

}  // namespace nunchi::wire
