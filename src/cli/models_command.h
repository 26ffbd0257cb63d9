// `nunchi models`: which networks there are, fetching them, and taking them elsewhere.
#pragma once

#include <CLI/CLI.hpp>

namespace nunchi::cli {

// Adds the command to the program; when it has run, `exit_code` holds its exit code. Both must
// outlive the parsing.
void add_models_command(CLI::App& program, int& exit_code);

}  // namespace nunchi::cli
