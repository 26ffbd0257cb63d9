// `nunchi album`: lists of photos and saved searches.
#pragma once

#include <CLI/CLI.hpp>

namespace nunchi::cli {

void add_album_command(CLI::App& program, int& exit_code);

}  // namespace nunchi::cli
