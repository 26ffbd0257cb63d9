// `nunchi edit`: the owner's word on photos: stars, favourites, tags, dates, places; and taking it
// back: `nunchi undo`, `redo`, `history`.
#pragma once

#include <CLI/CLI.hpp>

namespace nunchi::cli {

void add_edit_command(CLI::App& program, int& exit_code);

}  // namespace nunchi::cli
