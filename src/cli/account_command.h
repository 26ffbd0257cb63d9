// nunchi account: who may open the library from other machines, and tokens for programs.
#pragma once

#include <CLI/CLI.hpp>

namespace nunchi::cli {

void add_account_command(CLI::App& program, int& exit_code);

}  // namespace nunchi::cli
