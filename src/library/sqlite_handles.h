// Owning pointers over SQLite's handles, and the exception that a failed call of it becomes.
//
// For this folder only, as is sqlite3.h. A SqliteFailure is thrown at the call that failed and is
// turned into a Result by Store (store.h) before it leaves the folder.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <string_view>

#include "core/result.h"

namespace nunchi::library {

struct CloseDatabase {
  void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};

using DatabaseHandle = std::unique_ptr<sqlite3, CloseDatabase>;
using StatementHandle = std::unique_ptr<sqlite3_stmt, FinishStatement>;

class SqliteFailure : public std::runtime_error {
 public:
  explicit SqliteFailure(Error error)
      : std::runtime_error(error.message), error_(std::move(error)) {}
  const Error& error() const noexcept { return error_; }

 private:
  Error error_;
};

// What a result code of SQLite means to a person: io_failure for a full disk, a folder that may not
// be written, a writer that never ends; corrupt_data for a damaged file.
Error sqlite_error(int code, std::string_view detail);

// Throws the SqliteFailure for `code`, with the connection's own words.
[[noreturn]] void fail(sqlite3* database, int code);
inline void check(sqlite3* database, int code) {
  if (code != SQLITE_OK) fail(database, code);
}

}  // namespace nunchi::library
