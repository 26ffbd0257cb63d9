#include <fmt/format.h>

#include "library/sqlite_handles.h"

namespace nunchi::library {

Error sqlite_error(int code, std::string_view detail) {
  const auto io = [&](std::string_view message) {
    return Error{ErrorCode::io_failure, fmt::format("{} ({})", message, detail)};
  };
  switch (code & 0xFF) {
    case SQLITE_FULL: return io("the disk is full, nothing of this was kept");
    case SQLITE_READONLY: return io("the library may only be read");
    case SQLITE_PERM: return io("no permission to open the library");
    case SQLITE_CANTOPEN: return io("the library's file cannot be opened");
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return io("another program kept the library busy for too long");
    case SQLITE_IOERR: return io("the disk failed or the network share went away");
    case SQLITE_NOMEM: return io("out of memory");
    case SQLITE_NOTADB: return {ErrorCode::corrupt_data, "this file is not a library"};
    case SQLITE_CORRUPT:
      return {ErrorCode::corrupt_data,
              fmt::format("the library's file is damaged, restore a backup ({})", detail)};
    case SQLITE_TOOBIG: return {ErrorCode::too_large, "more than a library can keep in one value"};
    case SQLITE_INTERRUPT: return {ErrorCode::cancelled, "stopped"};
    default: return {ErrorCode::internal, fmt::format("SQLite says: {}", detail)};
  }
}

void fail(sqlite3* database, int code) {
  throw SqliteFailure(
      sqlite_error(code, database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code)));
}

}  // namespace nunchi::library
