#include "serve/accounts.h"

#include <argon2.h>
#include <openssl/rand.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "models/sha256.h"
#include "wire/replacement_file.h"

namespace nunchi::serve {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kLeastPassword = 8, kMostPassword = 1024;
constexpr auto kSessionLasts = std::chrono::hours(24 * 30);
constexpr std::size_t kMostWatched = 10'000;  // callers whose failures are remembered

// 64 hexadecimal digits that nobody can guess.
Result<std::string> new_secret() {
  std::array<unsigned char, 32> random;
  if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1) {
    return Error{ErrorCode::io_failure, "no random numbers to be had"};
  }
  return models::sha256_of({reinterpret_cast<const char*>(random.data()), random.size()});
}

// RFC 9106's second recommended choice, halved in memory for small machines: 32 MiB, 3 passes.
Result<std::string> hash_of(const std::string& password) {
  std::array<unsigned char, 16> salt;
  if (RAND_bytes(salt.data(), static_cast<int>(salt.size())) != 1) {
    return Error{ErrorCode::io_failure, "no random numbers to be had"};
  }
  std::array<char, 256> encoded;
  const int failed =
      argon2id_hash_encoded(3, 32 * 1024, 1, password.data(), password.size(), salt.data(),
                            salt.size(), 32, encoded.data(), encoded.size());
  if (failed != ARGON2_OK) return Error{ErrorCode::internal, argon2_error_message(failed)};
  return std::string(encoded.data());
}

bool fits(const std::string& hash, const std::string& password) {
  return argon2id_verify(hash.c_str(), password.data(), password.size()) == ARGON2_OK;
}

Status check_password(const std::string& password) {
  if (password.size() >= kLeastPassword && password.size() <= kMostPassword) return ok();
  return Error{ErrorCode::invalid_argument, "a password has 8 to 1024 signs"};
}

}  // namespace

std::string_view name_of(Scope scope) noexcept {
  switch (scope) {
    case Scope::open: return "open";
    case Scope::read: return "read";
    case Scope::write: return "write";
    case Scope::admin: return "admin";
  }
  return "";
}

std::optional<Scope> scope_from(std::string_view name) noexcept {
  for (const Scope scope : {Scope::read, Scope::write, Scope::admin}) {
    if (name_of(scope) == name) return scope;
  }
  return std::nullopt;
}

std::string_view cookie_in(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(';'), header.size());
    std::string_view pair = header.substr(0, end);
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
      return pair.substr(equals + 1);
    }
    header.remove_prefix(std::min(end + 1, header.size()));
  }
  return {};
}

Accounts::Accounts(Accounts&& other) noexcept
    : file_(std::move(other.file_)),
      accounts_(std::move(other.accounts_)),
      tokens_(std::move(other.tokens_)) {}

Result<Accounts> Accounts::open(const std::filesystem::path& file) {
  Accounts accounts(file);
  std::error_code unknown;
  if (!std::filesystem::exists(file, unknown)) return accounts;
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  try {
    const auto json = nlohmann::json::parse(text);
    for (const auto& one : json.at("accounts")) {
      const auto scope = scope_from(one.at("scope").get<std::string>());
      accounts.accounts_.push_back(
          {one.at("name"), one.at("password"), scope.value_or(Scope::read)});
    }
    for (const auto& one : json.at("tokens")) {
      const auto scope = scope_from(one.at("scope").get<std::string>());
      accounts.tokens_.push_back({one.at("name"), one.at("sha256"), scope.value_or(Scope::read)});
    }
  } catch (const nlohmann::json::exception& exception) {
    return Error{ErrorCode::corrupt_data,
                 "read the accounts of " + file.string() + ": " + exception.what()};
  }
  return accounts;
}

Status Accounts::save() const {
  nlohmann::ordered_json json = {{"accounts", nlohmann::ordered_json::array()},
                                 {"tokens", nlohmann::ordered_json::array()}};
  for (const Account& account : accounts_) {
    json["accounts"].push_back({{"name", account.name},
                                {"password", account.password_hash},
                                {"scope", name_of(account.scope)}});
  }
  for (const Token& token : tokens_) {
    json["tokens"].push_back(
        {{"name", token.name}, {"sha256", token.sha256}, {"scope", name_of(token.scope)}});
  }
  const mode_t usual = ::umask(077);  // nobody else reads it, from its first byte on
  auto file = wire::ReplacementFile::create(file_);
  ::umask(usual);
  if (!file) return std::move(file).error();
  if (Status written = file->write(json.dump(2) + "\n"); !written) return written;
  return file->commit();
}

bool Accounts::are_needed() const {
  const std::lock_guard lock(mutex_);
  return !accounts_.empty();
}

std::vector<std::string> Accounts::names() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> names;
  for (const Account& account : accounts_) names.push_back(account.name);
  return names;
}

const Account* Accounts::find(std::string_view name) const {
  const auto found = std::find_if(accounts_.begin(), accounts_.end(),
                                  [&](const Account& account) { return account.name == name; });
  return found == accounts_.end() ? nullptr : &*found;
}

Status Accounts::add(const std::string& name, const std::string& password, Scope scope) {
  if (name.empty()) return Error{ErrorCode::invalid_argument, "an account has a name"};
  if (const Status good = check_password(password); !good) return good;
  auto hash = hash_of(password);
  if (!hash) return std::move(hash).error();
  const std::lock_guard lock(mutex_);
  if (find(name) != nullptr) {
    return Error{ErrorCode::invalid_argument, "there is an account " + name + " already"};
  }
  accounts_.push_back({name, *std::move(hash), scope});
  return save();
}

Status Accounts::set_password(const std::string& name, const std::string& password) {
  if (const Status good = check_password(password); !good) return good;
  auto hash = hash_of(password);
  if (!hash) return std::move(hash).error();
  const std::lock_guard lock(mutex_);
  const Account* account = find(name);
  if (account == nullptr) return Error{ErrorCode::not_found, "there is no account " + name};
  accounts_[static_cast<std::size_t>(account - accounts_.data())].password_hash = *std::move(hash);
  std::erase_if(sessions_, [&](const auto& session) { return session.second.name == name; });
  return save();
}

Status Accounts::remove(const std::string& name) {
  const std::lock_guard lock(mutex_);
  if (std::erase_if(accounts_, [&](const Account& one) { return one.name == name; }) == 0) {
    return Error{ErrorCode::not_found, "there is no account " + name};
  }
  std::erase_if(sessions_, [&](const auto& session) { return session.second.name == name; });
  return save();
}

Result<std::string> Accounts::add_token(const std::string& name, Scope scope) {
  auto secret = new_secret();
  if (!secret) return secret;
  const std::lock_guard lock(mutex_);
  tokens_.push_back({name, models::sha256_of(*secret), scope});
  if (Status saved = save(); !saved) return std::move(saved).error();
  return secret;
}

Status Accounts::remove_token(const std::string& name) {
  const std::lock_guard lock(mutex_);
  if (std::erase_if(tokens_, [&](const Token& one) { return one.name == name; }) == 0) {
    return Error{ErrorCode::not_found, "there is no token " + name};
  }
  return save();
}

// After three wrong ones each further try must wait twice as long, up to a quarter of an hour.
Status Accounts::check_pace(const std::string& who) {
  const std::lock_guard lock(mutex_);
  const auto found = failures_.find(who);
  if (found == failures_.end() || Clock::now() >= found->second.next_try) return ok();
  return Error{ErrorCode::cancelled, "too many wrong passwords: try again later"};
}

void Accounts::note_failure(const std::string& who) {
  const std::lock_guard lock(mutex_);
  if (failures_.size() >= kMostWatched) failures_.clear();
  Failures& failures = failures_[who];
  const int waits = std::clamp(++failures.in_a_row - 2, 0, 10);
  const auto pause = waits == 0 ? 0s : std::min(std::chrono::seconds(1LL << waits), 900s);
  failures.next_try = Clock::now() + pause;
}

Result<std::string> Accounts::log_in(const std::string& name, const std::string& password,
                                     const std::string& who) {
  if (Status pace = check_pace(who); !pace) return std::move(pace).error();
  std::string hash;
  {
    const std::lock_guard lock(mutex_);
    if (const Account* account = find(name)) hash = account->password_hash;
  }
  const bool is_known = !hash.empty();
  // An unknown name costs as much time as a known one, so that names cannot be tried out.
  if (!is_known) static_cast<void>(hash_of("nobody"));
  if (!is_known || password.size() > kMostPassword || !fits(hash, password)) {
    note_failure(who);
    return Error{ErrorCode::invalid_argument, "wrong name or password"};
  }
  auto secret = new_secret();
  if (!secret) return secret;
  const std::lock_guard lock(mutex_);
  failures_.erase(who);
  std::erase_if(sessions_, [](const auto& one) { return one.second.until < Clock::now(); });
  sessions_[models::sha256_of(*secret)] = {name, Clock::now() + kSessionLasts};
  return secret;
}

void Accounts::log_out(const Request& request) {
  const std::lock_guard lock(mutex_);
  sessions_.erase(models::sha256_of(cookie_in(request.header("cookie"), kCookie)));
}

std::optional<Caller> Accounts::caller_of(const Request& request) const {
  constexpr std::string_view kBearer = "Bearer ";
  const std::string_view authorization = request.header("authorization");
  const std::string_view cookie = cookie_in(request.header("cookie"), kCookie);
  const std::lock_guard lock(mutex_);
  if (authorization.starts_with(kBearer)) {
    const std::string hash = models::sha256_of(authorization.substr(kBearer.size()));
    for (const Token& token : tokens_) {
      if (token.sha256 == hash) return Caller{token.name, token.scope};
    }
    return std::nullopt;
  }
  if (cookie.empty()) return std::nullopt;
  const auto session = sessions_.find(models::sha256_of(cookie));
  if (session == sessions_.end() || session->second.until < Clock::now()) return std::nullopt;
  const Account* account = find(session->second.name);
  if (account == nullptr) return std::nullopt;
  return Caller{account->name, account->scope};
}

}  // namespace nunchi::serve
