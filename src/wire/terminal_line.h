// The line that a person reads about a photo:
//
//   beach.jpg              94 %  golden retriever · dog, person ×2 · 1 face · 2019-07-03
//   IMG_2041.HEIC                nothing recognised
//   cut.jpg                   ✗  read cut.jpg: the file ends in the middle
//
// Pure functions. What comes from outside (file names, messages) is made harmless to the terminal.
#pragma once

#include <string>

#include "wire/photo_report.h"

namespace nunchi::wire {

enum class Colour { none, ansi };  // ansi: SGR sequences of ECMA-48, the sixteen basic colours

struct LineStyle {
  int width = 0;         // columns; what fits least is left out; 0: no limit. Errors are never cut
  int file_column = 28;  // columns for the file's name; 0: as long as it is
  Colour colour = Colour::none;
  Language language = Language::english;
};

// Without an end of line.
std::string terminal_line(const PhotoReport& report, const LineStyle& style = {});

// A width of the file's column that suits a terminal of so many columns (0: unknown).
int file_column_for(int width) noexcept;

}  // namespace nunchi::wire
