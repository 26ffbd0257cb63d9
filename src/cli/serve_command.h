// nunchi serve: the library's pages and interface on this machine.
#pragma once

#include <CLI/CLI.hpp>

namespace nunchi::cli {

void add_serve_command(CLI::App& program, int& exit_code);

}  // namespace nunchi::cli
