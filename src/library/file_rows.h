// How a path lies in the tables folder and file.
//
// For this folder only. Throws SqliteFailure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "library/connection.h"
#include "library/files.h"

namespace nunchi::library {

// The path holds `asset`, or cannot be read because of `failure`.
void put_file(Connection& connection, const SeenFile& file, std::optional<std::int64_t> asset,
              const std::optional<std::string>& failure);

}  // namespace nunchi::library
