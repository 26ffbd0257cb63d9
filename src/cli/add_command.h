// `nunchi add`: files and folders → the library, in passes, with progress.
#pragma once

#include <CLI/CLI.hpp>

namespace nunchi::cli {

void add_add_command(CLI::App& program, int& exit_code);

}  // namespace nunchi::cli
