#include "cli/account_command.h"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>
#include <string>

#include "cli/library_options.h"
#include "cli/seeing_options.h"
#include "cli/terminal.h"
#include "serve/accounts.h"

namespace nunchi::cli {
namespace {

constexpr std::string_view kExamples = R"(
Examples:
  nunchi account add ann                 asks for a password
  nunchi account add tv --scope read     may look, not change
  nunchi account token backup --scope read
  curl -H "Authorization: Bearer TOKEN" http://127.0.0.1:7007/api/v1/status)";

struct AccountOptions {
  LibraryOptions library;
  std::string name;
  std::string scope = "write";
};

// Typed without being shown; from standard input where that is no terminal.
std::string read_password() {
  const bool is_typed = ::isatty(STDIN_FILENO) != 0;
  termios before{};
  if (is_typed) {
    std::fputs("Password (8 signs or more): ", stderr);
    ::tcgetattr(STDIN_FILENO, &before);
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &silent);
  }
  std::string password;
  std::getline(std::cin, password);
  if (is_typed) {
    ::tcsetattr(STDIN_FILENO, TCSANOW, &before);
    std::fputc('\n', stderr);
  }
  return password;
}

// Opens the accounts of the library, which is made where there is none.
int with_accounts(const AccountOptions& options,
                  const std::function<Status(serve::Accounts&)>& work) {
  const auto library = open_library(options.library, library::OpenFor::writing);
  if (!library) return complain(library.error());
  auto accounts = serve::Accounts::open(library->folder() / "accounts.json");
  if (!accounts) return complain(accounts.error());
  const Status done = work(*accounts);
  return done ? 0 : complain(done.error());
}

Status add(serve::Accounts& accounts, const AccountOptions& options) {
  return accounts.add(options.name, read_password(), *serve::scope_from(options.scope));
}

Status add_token(serve::Accounts& accounts, const AccountOptions& options) {
  const auto token = accounts.add_token(options.name, *serve::scope_from(options.scope));
  if (!token) return token.error();
  std::fputs("Keep it now: it is not shown again.\n", stderr);
  std::printf("%s\n", token->c_str());
  return ok();
}

Status list(serve::Accounts& accounts, const AccountOptions&) {
  for (const std::string& name : accounts.names()) std::printf("%s\n", name.c_str());
  return ok();
}

using Work = Status (*)(serve::Accounts&, const AccountOptions&);

}  // namespace

void add_account_command(CLI::App& program, int& exit_code) {
  CLI::App* command =
      program.add_subcommand("account", "who may open the library from other machines");
  command->require_subcommand(1);
  command->footer(std::string(kExamples));
  const auto options = std::make_shared<AccountOptions>();
  const auto add_work = [&](const char* name, const char* help, Work work, bool has_name,
                            bool has_scope) {
    CLI::App* sub = command->add_subcommand(name, help);
    add_library_option(*sub, options->library);
    if (has_name) sub->add_option("NAME", options->name, "whose, or what for")->required();
    if (has_scope) {
      sub->add_option("--scope", options->scope, "what it may do: read, write, admin")
          ->check(CLI::IsMember({"read", "write", "admin"}))
          ->capture_default_str();
    }
    sub->callback([options, work, &exit_code] {
      exit_code = with_accounts(
          *options, [&](serve::Accounts& accounts) { return work(accounts, *options); });
    });
  };
  add_work("add", "a person's account; asks for a password", add, true, true);
  add_work(
      "password", "a new password; ends all sessions",
      [](serve::Accounts& accounts, const AccountOptions& of) {
        return accounts.set_password(of.name, read_password());
      },
      true, false);
  add_work(
      "remove", "take an account away",
      [](serve::Accounts& accounts, const AccountOptions& of) { return accounts.remove(of.name); },
      true, false);
  add_work("token", "a token for a program, shown once", add_token, true, true);
  add_work(
      "revoke", "take a token away",
      [](serve::Accounts& accounts, const AccountOptions& of) {
        return accounts.remove_token(of.name);
      },
      true, false);
  add_work("list", "the names of all accounts", list, false, false);
}

}  // namespace nunchi::cli
