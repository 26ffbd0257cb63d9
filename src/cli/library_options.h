// What all commands share that work on a library: which one, and the opening of it.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "core/moment.h"
#include "core/result.h"
#include "library/library.h"

namespace nunchi::cli {

struct LibraryOptions {
  std::filesystem::path folder;  // empty: default_library()
};

void add_library_option(CLI::App& command, LibraryOptions& options);

// $XDG_DATA_HOME/nunchi/library, by default ~/.local/share/nunchi/library.
std::filesystem::path default_library();

// A notice of how it was opened goes to standard error.
Result<library::Library> open_library(const LibraryOptions& options, library::OpenFor use);

// Absolute, without "." and "..": as the library keeps paths.
std::filesystem::path kept_path(const std::filesystem::path& named);

// The moments that paths of files or their hashes (64 digits) name. not_found: one names nothing
// that the library knows.
Result<std::vector<MomentId>> moments_named(library::Library& library,
                                            const std::vector<std::string>& names);

}  // namespace nunchi::cli
