#include "library/statement.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace nunchi::library {

Statement::~Statement() {
  if (!handle_) return;
  sqlite3_reset(handle_.get());
  sqlite3_clear_bindings(handle_.get());
  --shelf_->lent;
  try {
    shelf_->idle.push_back(std::move(handle_));
  } catch (const std::bad_alloc&) {  // then it is finished instead of kept
  }
}

void Statement::bind_integer(int position, std::int64_t value) {
  check(database(), sqlite3_bind_int64(handle_.get(), position, value));
}

void Statement::bind_at(int position, double value) {
  check(database(), sqlite3_bind_double(handle_.get(), position, value));
}

void Statement::bind_at(int position, std::string_view text) {
  const char* begin = text.data() != nullptr ? text.data() : "";
  check(database(), sqlite3_bind_text64(handle_.get(), position, begin, text.size(),
                                        SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bind_at(int position, std::span<const std::byte> bytes) {
  const void* begin = bytes.data() != nullptr ? static_cast<const void*>(bytes.data()) : "";
  check(database(),
        sqlite3_bind_blob64(handle_.get(), position, begin, bytes.size(), SQLITE_TRANSIENT));
}

void Statement::bind_at(int position, const ContentHash& hash) {
  bind_at(position, std::as_bytes(std::span(hash.bytes)));
}

void Statement::bind_at(int position, std::nullptr_t) {
  check(database(), sqlite3_bind_null(handle_.get(), position));
}

bool Statement::next() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(database(), code);
  return false;
}

void Statement::reset() { sqlite3_reset(handle_.get()); }

void Statement::run() {
  while (next()) {
  }
  reset();
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

bool Statement::is_text(int column) const {
  return sqlite3_column_type(handle_.get(), column) == SQLITE_TEXT;
}

bool Statement::is_real(int column) const {
  return sqlite3_column_type(handle_.get(), column) == SQLITE_FLOAT;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(handle_.get(), column);
}

double Statement::real(int column) const { return sqlite3_column_double(handle_.get(), column); }

std::string Statement::text(int column) const {
  const auto* begin = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
  if (begin == nullptr) return {};
  return {begin, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

std::span<const std::byte> Statement::blob(int column) const {
  const auto* begin = static_cast<const std::byte*>(sqlite3_column_blob(handle_.get(), column));
  if (begin == nullptr) return {};
  return {begin, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

ContentHash Statement::hash(int column) const {
  ContentHash hash;
  const auto bytes = blob(column);
  if (bytes.size() != hash.bytes.size()) {
    throw SqliteFailure({ErrorCode::corrupt_data, "a content hash in the library is not 32 bytes"});
  }
  std::memcpy(hash.bytes.data(), bytes.data(), bytes.size());
  return hash;
}

int Statement::parameters() const noexcept { return sqlite3_bind_parameter_count(handle_.get()); }

}  // namespace nunchi::library
