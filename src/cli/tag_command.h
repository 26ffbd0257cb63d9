// `nunchi tag`: says what photos show, a line a photo.
#pragma once

#include <CLI/CLI.hpp>

namespace nunchi::cli {

// Adds the command to the program; when it has run, `exit_code` holds its exit code. Both must
// outlive the parsing.
void add_tag_command(CLI::App& program, int& exit_code);

}  // namespace nunchi::cli
