// Child processes: another program, started with its arguments as they are (no shell is involved),
// watched until it ends, its words kept.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace nunchi::models {

struct Command {
  std::filesystem::path program;
  std::vector<std::string> arguments;    // without the program's name
  std::filesystem::path folder;          // where it runs
  std::vector<std::string> environment;  // "NAME=value", besides this process's own
  std::chrono::seconds time_limit{1800};
};

struct Finished {
  int exit_code = 0;   // 128 + n where signal n ended it
  std::string output;  // the last 64 KiB of what it wrote to standard output and error
};

// Runs the program to its end; its standard input is empty. `watch`, where there is one, is called
// about five times a second; an error that it returns ends the program and is returned.
// not_found: no such program. cancelled: `stop` was requested, the program has been ended.
// too_large: the time limit.
Result<Finished> run(const Command& command, const std::stop_token& stop,
                     const std::function<Status()>& watch = {});

// The program `name` in one of the folders of `search_path` ("/usr/bin:/bin").
std::optional<std::filesystem::path> find_program(std::string_view name,
                                                  std::string_view search_path);

// What a program said, fit for one line of an error message: its last lines, without control
// characters, at most some 400 bytes.
std::string last_words(std::string_view output);

}  // namespace nunchi::models
