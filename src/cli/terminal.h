// What is known of the terminal that a standard stream leads to.
#pragma once

#include <cstdio>

#include "wire/terminal_line.h"

namespace nunchi::cli {

bool is_terminal(std::FILE* stream);

// Columns; 0 where the stream is no terminal or does not say.
int terminal_width(std::FILE* stream);

// Colours only on a terminal, and only where NO_COLOR is unset (no-color.org).
wire::Colour colour_for(std::FILE* stream);

}  // namespace nunchi::cli
