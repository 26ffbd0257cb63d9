// Copying a library's database while it is in use, and checking one.
//
// For this folder only. Throws SqliteFailure.
#pragma once

#include <filesystem>

#include "library/connection.h"

namespace nunchi::library {

// Writes the database that `source` sees into `file`, anew and on its own (no write-ahead log
// beside it), and in place only when whole and on disk.
void copy_database(Connection& source, const std::filesystem::path& file);

// corrupt_data unless SQLite's integrity_check finds the database whole.
void require_whole(Connection& connection);

}  // namespace nunchi::library
