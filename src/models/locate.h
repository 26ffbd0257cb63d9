// Locate: which network answers for a task, among those that are on this machine.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "models/catalogue.h"

namespace nunchi::models {

struct Located {
  Network network;
  std::filesystem::path file;  // full path of the network's own file
};

// The best network (rank) for the task that is present, has a reader and fits set and effort; added
// networks belong to Set::all only. not_found: there is none; the message says what to run.
Result<Located> locate(const Catalogue& catalogue, const std::filesystem::path& home,
                       std::string_view task, Set set, Effort effort);

// All networks that could answer for the task, the best first; empty where there is none.
std::vector<Located> locate_all(const Catalogue& catalogue, const std::filesystem::path& home,
                                std::string_view task, Set set, Effort effort);

// One network by its name, whatever its task. not_found: unknown or not present.
Result<Located> locate_named(const Catalogue& catalogue, const std::filesystem::path& home,
                             std::string_view name);

}  // namespace nunchi::models
