// `nunchi list`: photos by what is known of them, newest first.
#pragma once

#include <CLI/CLI.hpp>

namespace nunchi::cli {

void add_list_command(CLI::App& program, int& exit_code);

}  // namespace nunchi::cli
