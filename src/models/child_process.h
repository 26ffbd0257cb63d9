// Child processes: another program, started with its arguments as they are (no shell is involved),
// watched until it ends, its words kept.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
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

}  // namespace nunchi::models
