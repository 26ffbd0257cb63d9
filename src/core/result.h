// Result<T>: what a function returns that can fail for a reason outside the program.
//
// A value or an Error, never both; member names are those of std::expected (C++23), so that the
// standard's type can take over. A Result is an ordinary value: move it, store it, send it to
// another thread. Asking the wrong side is a bug of ours and throws std::bad_variant_access.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace nunchi {

enum class ErrorCode {
  invalid_argument,  // what was asked can never work
  not_found,         // no such file, network, record
  unsupported,       // well formed, but a kind that we do not handle
  too_large,         // beyond a limit on bytes, pixels or time
  corrupt_data,      // the bytes contradict their own format
  io_failure,        // disk, network or device refused; trying again may help
  cancelled,         // the caller asked to stop
  internal           // a bug of ours, caught at a boundary
};

// The enumerator's own name ("not_found"): for logs and JSON.
std::string_view name_of(ErrorCode code) noexcept;

// The analyzer loses track of it inside std::variant.
// NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign)
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;  // one line for a person: "decode a.heic: the file ends in the middle"

  bool operator==(const Error&) const = default;

  // Puts what was being attempted before the message: "task: message". Each stage does so once.
  [[nodiscard]] Error while_doing(std::string_view task) && {
    message.insert(0, ": ").insert(0, task);
    return std::move(*this);
  }
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  T& operator*() & { return std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  const Error& error() const& { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

using Status = Result<std::monostate>;  // success with nothing to carry, or an Error
inline Status ok() { return std::monostate{}; }

}  // namespace nunchi
