// Accounts: people who may open the library from other machines, and tokens for their programs.
//
// Kept in accounts.json of the library's folder, which only its owner may read: names, argon2id
// hashes (RFC 9106) of passwords, SHA-256 of tokens, never the secrets themselves. Sessions live in
// memory and end with the server. Thread-safe.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "serve/request.h"
#include "serve/router.h"

namespace nunchi::serve {

struct Caller {
  std::string name;
  Scope scope = Scope::read;
};

struct Account {
  std::string name;
  std::string password_hash;  // argon2's own encoded form
  Scope scope = Scope::write;
};

struct Token {
  std::string name;    // what for
  std::string sha256;  // of the token, hexadecimal
  Scope scope = Scope::read;
};

class Accounts {
 public:
  // Without accounts and tokens, where there is no file yet. corrupt_data: a file that is none of
  // ours.
  static Result<Accounts> open(const std::filesystem::path& file);

  // Whether callers must name themselves: there is at least one account.
  bool are_needed() const;
  std::vector<std::string> names() const;

  // invalid_argument: no name, a name twice, a password of fewer than 8 signs.
  Status add(const std::string& name, const std::string& password, Scope scope);
  Status set_password(const std::string& name, const std::string& password);
  Status remove(const std::string& name);

  // The token, which is told this once only.
  Result<std::string> add_token(const std::string& name, Scope scope);
  Status remove_token(const std::string& name);

  // A session's secret, for its cookie. invalid_argument: a wrong name or password, which is not
  // told which. cancelled: too many wrong ones from `who` lately, try again later.
  Result<std::string> log_in(const std::string& name, const std::string& password,
                             const std::string& who);
  void log_out(const Request& request);

  // By cookie or by token.
  std::optional<Caller> caller_of(const Request& request) const;

  static constexpr std::string_view kCookie = "nunchi_session";

  Accounts(Accounts&& other) noexcept;

 private:
  struct Session {
    std::string name;
    std::chrono::steady_clock::time_point until;
  };
  struct Failures {
    int in_a_row = 0;
    std::chrono::steady_clock::time_point next_try;
  };
  explicit Accounts(std::filesystem::path file) : file_(std::move(file)) {}
  Status save() const;
  const Account* find(std::string_view name) const;
  Status check_pace(const std::string& who);
  void note_failure(const std::string& who);

  std::filesystem::path file_;
  mutable std::mutex mutex_;  // guards all below
  std::vector<Account> accounts_;
  std::vector<Token> tokens_;
  std::map<std::string, Session> sessions_;  // by SHA-256 of the secret
  std::map<std::string, Failures> failures_;
};

std::string_view name_of(Scope scope) noexcept;  // "read"
std::optional<Scope> scope_from(std::string_view name) noexcept;

// The value of one cookie in a Cookie header; "" where it is not there.
std::string_view cookie_in(std::string_view header, std::string_view name);

}  // namespace nunchi::serve
