// `nunchi eval`: measures what nunchi says against labelled photos, by the field's own definitions.
#pragma once

#include <CLI/CLI.hpp>

namespace nunchi::cli {

void add_eval_command(CLI::App& program, int& exit_code);  // as add_tag_command

}  // namespace nunchi::cli
