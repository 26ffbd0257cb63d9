// How an Asset lies in the table `asset`.
//
// For this folder only. Throws SqliteFailure.
#pragma once

#include <cstdint>
#include <optional>

#include "library/assets.h"
#include "library/connection.h"

namespace nunchi::library {

std::optional<std::int64_t> find_asset(Connection& connection, const ContentHash& hash);

// invalid_argument: no such asset.
std::int64_t require_asset(Connection& connection, const ContentHash& hash);

Asset read_asset(Connection& connection, std::int64_t id);
std::vector<std::filesystem::path> paths_of(Connection& connection, std::int64_t id);  // sorted

struct AssetRow {
  std::int64_t id = 0;
  bool is_new = false;
};
AssetRow put_asset(Connection& connection, const Asset& asset);

}  // namespace nunchi::library
