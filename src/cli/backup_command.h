// `nunchi backup` and `nunchi restore`: the library's database as one file, and back.
#pragma once

#include <CLI/CLI.hpp>

namespace nunchi::cli {

void add_backup_commands(CLI::App& program, int& exit_code);

}  // namespace nunchi::cli
