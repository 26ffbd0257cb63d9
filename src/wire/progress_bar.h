// The text of a progress bar, one line, no end of line, no cursor movement. A pure function: the
// caller keeps the time and writes.
//
//   ━━━━━━━━━━───────────────  1,204 of 3,000 · 34/s · 53 s left
#pragma once

#include <cstdint>
#include <string>

#include "wire/name.h"
#include "wire/terminal_line.h"

namespace nunchi::wire {

struct Progress {
  std::uint64_t done = 0;
  std::uint64_t total = 0;  // 0: not known yet; then there is no bar and no time left
  double per_second = 0;    // 0: not known yet
};

struct BarStyle {
  int width = 80;  // columns that are never passed; below about 20 only the numbers stand
  Colour colour = Colour::none;
  Language language = Language::english;
};

std::string progress_bar(const Progress& progress, const BarStyle& style = {});

}  // namespace nunchi::wire
