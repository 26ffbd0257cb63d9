#include "library/connection.h"

#include <fmt/format.h>

#include "library/geography.h"
#include "library/tokenizer.h"

namespace nunchi::library {
namespace {

// Different SQL texts kept prepared. The library's own are fewer; filters make many more.
constexpr std::size_t kMostKept = 400;

// A path as the URI that SQLite reads; every byte that could mean something there is escaped.
std::string uri_of(const std::filesystem::path& file, const Connection::Options& options) {
  std::string uri = "file:";
  const std::filesystem::path whole = std::filesystem::absolute(file);
  for (const char c : whole.native()) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        std::isalnum(byte) != 0 || std::string_view("/-_.~").find(c) != std::string_view::npos;
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  if (options.immutable) uri += "?immutable=1";
  return uri;
}

}  // namespace

Connection::Connection(const std::filesystem::path& file, const Options& options) {
  const int access = options.access == Access::read_write
                         ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                         : SQLITE_OPEN_READONLY;
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(uri_of(file, options).c_str(), &opened,
                                   access | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(opened);
  check(opened, code);
  sqlite3_extended_result_codes(opened, 1);
  sqlite3_busy_timeout(opened, static_cast<int>(options.patience.count()));
  add_tokenizer(opened);
  add_geography(opened);
  // A cascade through a damaged file must end in an error, not in views and triggers of a stranger.
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  script(
      "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
      "PRAGMA cache_size = -32768");
}

void Connection::make_room() {
  if (idle_.size() < kMostKept) return;
  std::erase_if(idle_, [](const auto& kept) { return kept.second.lent == 0; });
}

Statement Connection::prepare(std::string_view sql) {
  auto shelf = idle_.find(sql);
  if (shelf == idle_.end()) {
    make_room();
    shelf = idle_.emplace(std::string(sql), Statement::Shelf()).first;
  }
  std::vector<StatementHandle>& idle = shelf->second.idle;
  if (!idle.empty()) {
    StatementHandle ready = std::move(idle.back());
    idle.pop_back();
    return {std::move(ready), shelf->second};
  }
  sqlite3_stmt* made = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), shelf->first.c_str(),
                                      static_cast<int>(shelf->first.size() + 1),
                                      SQLITE_PREPARE_PERSISTENT, &made, nullptr);
  StatementHandle owned(made);
  check(handle_.get(), code);
  return {std::move(owned), shelf->second};
}

void Connection::script(std::string_view sql) {
  check(handle_.get(),
        sqlite3_exec(handle_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr));
}

std::int64_t Connection::integer(std::string_view sql) {
  Statement query = prepare(sql);
  return query.next() ? query.integer(0) : 0;
}

std::string Connection::text(std::string_view sql) {
  Statement query = prepare(sql);
  return query.next() ? query.text(0) : std::string();
}

}  // namespace nunchi::library
