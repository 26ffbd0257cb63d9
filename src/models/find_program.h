// Finds a program as a shell would.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace nunchi::models {

// The program `name` in the first of the folders of `search_path` ("/usr/bin:/bin") that has it.
std::optional<std::filesystem::path> find_program(std::string_view name,
                                                  std::string_view search_path);

}  // namespace nunchi::models
