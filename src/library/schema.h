// The database's schema and its way from each older form to the newest.
//
// For this folder only. The number of the schema stands in SQLite's user_version, and "nunc" in its
// application_id. Each step is one file of schema/, run in one transaction with its number.
#pragma once

#include <span>
#include <string_view>

#include "library/connection.h"

namespace nunchi::library {

struct Migration {
  int schema;            // the number that the library has afterwards
  std::string_view sql;  // from the schema before it
};

// In order, from schema 1.
std::span<const Migration> migrations();
int newest_schema();

// Makes a library of an empty database and brings an older one up to `target`. A newer one, or a
// database that is no library, is refused with `unsupported` and left as it is. Several programs
// may call it at once. Throws SqliteFailure; then nothing has changed.
void migrate(Connection& connection, int target = newest_schema());

// The schema of the database, 0 for an empty one. Refuses what migrate would refuse.
int schema_of(Connection& connection);

// Refuses what migrate would refuse or change: for a library that may only be read.
void require_newest_schema(Connection& connection);

}  // namespace nunchi::library
