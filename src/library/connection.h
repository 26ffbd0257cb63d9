// Connection: one connection to the library's database, with its prepared statements.
//
// For this folder only. Not thread-safe: Store lends each to one thread at a time. Throws
// SqliteFailure.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "library/sqlite_handles.h"
#include "library/statement.h"

namespace nunchi::library {

enum class Access { read_write, read_only };

class Connection {
 public:
  struct Options {
    Access access = Access::read_write;
    // The file lies where nobody can write, not even SQLite its own marks: no locks are taken.
    bool immutable = false;
    std::chrono::milliseconds patience{10'000};  // how long to wait for another writer
  };

  Connection(const std::filesystem::path& file, const Options& options);

  // A statement for `sql`, prepared once and kept. The same SQL may be lent several times at once.
  Statement prepare(std::string_view sql);

  void script(std::string_view sql);           // one or more statements without values or answers
  std::int64_t integer(std::string_view sql);  // the first column of the first row
  std::string text(std::string_view sql);

  std::int64_t last_id() const noexcept { return sqlite3_last_insert_rowid(handle_.get()); }
  std::int64_t changed() const noexcept { return sqlite3_changes64(handle_.get()); }
  bool in_transaction() const noexcept { return sqlite3_get_autocommit(handle_.get()) == 0; }
  sqlite3* handle() const noexcept { return handle_.get(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>()(text);
    }
  };
  void make_room();  // for one more SQL text

  DatabaseHandle handle_;
  // Node-based: a lent Statement keeps pointing at its shelf. Declared after handle_, so that
  // statements are finished before the connection closes.
  std::unordered_map<std::string, Statement::Shelf, Hash, std::equal_to<>> idle_;
};

}  // namespace nunchi::library
