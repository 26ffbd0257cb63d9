// Statement: one prepared SQL statement, lent by a Connection and given back reset when destroyed.
//
// For this folder only. Values are bound from ?1 upwards and copied; columns count from 0. Throws
// SqliteFailure. Not thread-safe, like the Connection that lends it.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/content_hash.h"
#include "library/sqlite_handles.h"

namespace nunchi::library {

class Statement {
 public:
  // Where a statement goes back to: those of the same SQL that are idle, and how many are lent.
  struct Shelf {
    std::vector<StatementHandle> idle;
    int lent = 0;
  };

  Statement(StatementHandle handle, Shelf& shelf) noexcept
      : handle_(std::move(handle)), shelf_(&shelf) {
    ++shelf.lent;
  }
  Statement(Statement&&) noexcept = default;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  template <class... Values>
  Statement& bind(const Values&... values) {
    int position = 0;
    (bind_at(++position, values), ...);
    return *this;
  }

  template <std::integral T>
  void bind_at(int position, T value) {
    bind_integer(position, static_cast<std::int64_t>(value));
  }
  template <class T>
    requires std::is_enum_v<T>
  void bind_at(int position, T value) {
    bind_integer(position, static_cast<std::int64_t>(value));
  }
  void bind_at(int position, double value);
  void bind_at(int position, std::string_view text);
  void bind_at(int position, const char* text) { bind_at(position, std::string_view(text)); }
  void bind_at(int position, const std::string& text) { bind_at(position, std::string_view(text)); }
  void bind_at(int position, std::span<const std::byte> bytes);
  void bind_at(int position, const ContentHash& hash);
  void bind_at(int position, std::nullptr_t);
  template <class T>
  void bind_at(int position, const std::optional<T>& value) {
    if (value) {
      bind_at(position, *value);
    } else {
      bind_at(position, nullptr);
    }
  }

  bool next();   // steps to the next row; false after the last
  void reset();  // to be bound and stepped again
  void run();    // steps to the end and resets

  bool is_null(int column) const;
  bool is_text(int column) const;
  bool is_real(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;
  std::span<const std::byte> blob(int column) const;  // valid until the next step
  ContentHash hash(int column) const;                 // corrupt_data unless 32 bytes
  int parameters() const noexcept;

  template <class T>
  T as(int column) const {
    return static_cast<T>(integer(column));
  }
  template <class T>
  std::optional<T> maybe(int column) const {
    if (is_null(column)) return std::nullopt;
    if constexpr (std::is_floating_point_v<T>) {
      return static_cast<T>(real(column));
    } else {
      return static_cast<T>(integer(column));
    }
  }

 private:
  void bind_integer(int position, std::int64_t value);
  sqlite3* database() const noexcept { return sqlite3_db_handle(handle_.get()); }

  StatementHandle handle_;
  Shelf* shelf_;
};

}  // namespace nunchi::library
