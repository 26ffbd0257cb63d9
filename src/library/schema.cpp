#include "library/schema.h"

#include <fmt/format.h>

#include <array>

extern "C" const char nunchi_schema_0001_first_begin[], nunchi_schema_0001_first_end[];

namespace nunchi::library {
namespace {

constexpr std::int64_t kApplication = 0x6E756E63;  // "nunc"

Error refused(std::string message) { return {ErrorCode::unsupported, std::move(message)}; }

void migrate_within(Connection& connection, int target) {
  for (const Migration& migration : migrations()) {
    if (migration.schema <= schema_of(connection) || migration.schema > target) continue;
    connection.script(migration.sql);
    connection.script(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}",
                                  kApplication, migration.schema));
  }
}

}  // namespace

std::span<const Migration> migrations() {
  static const std::array<Migration, 1> all{{
      {1, {nunchi_schema_0001_first_begin, nunchi_schema_0001_first_end}},
  }};
  return all;
}

int schema_of(Connection& connection) {
  const auto application = connection.integer("PRAGMA application_id");
  const auto schema = connection.integer("PRAGMA user_version");
  if (application == 0 && schema == 0 &&
      connection.integer("SELECT count(*) FROM sqlite_schema") == 0) {
    return 0;
  }
  if (application != kApplication || schema < 1) {
    throw SqliteFailure(refused("this database is not a library of nunchi"));
  }
  if (schema > newest_schema()) {
    throw SqliteFailure(refused(fmt::format(
        "the library was written by a newer nunchi (schema {}; this one knows up to {}): update "
        "nunchi",
        schema, newest_schema())));
  }
  return static_cast<int>(schema);
}

int newest_schema() { return migrations().back().schema; }

void migrate(Connection& connection, int target) {
  if (schema_of(connection) >= target) return;
  connection.script("BEGIN IMMEDIATE");
  try {
    migrate_within(connection, target);  // another program may have been quicker: looks again
    connection.script("COMMIT");
  } catch (const SqliteFailure&) {
    if (connection.in_transaction()) connection.script("ROLLBACK");
    throw;
  }
}

void require_newest_schema(Connection& connection) {
  const int schema = schema_of(connection);
  if (schema == newest_schema()) return;
  throw SqliteFailure(refused(fmt::format(
      "the library has schema {} and may only be read; opened once for writing it becomes {}",
      schema, newest_schema())));
}

}  // namespace nunchi::library
