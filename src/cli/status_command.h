// `nunchi status`: what the library holds, and what could not be read.
#pragma once

#include <CLI/CLI.hpp>

namespace nunchi::cli {

void add_status_command(CLI::App& program, int& exit_code);

}  // namespace nunchi::cli
