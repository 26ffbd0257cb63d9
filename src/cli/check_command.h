// `nunchi check`: of the keywords that photos carry, which are right?
#pragma once

#include <CLI/CLI.hpp>

namespace nunchi::cli {

// As add_tag_command.
void add_check_command(CLI::App& program, int& exit_code);

}  // namespace nunchi::cli
