#include "models/find_program.h"

#include <unistd.h>

#include <algorithm>

namespace nunchi::models {

std::optional<std::filesystem::path> find_program(std::string_view name,
                                                  std::string_view search_path) {
  while (!search_path.empty()) {
    const std::size_t end = std::min(search_path.find(':'), search_path.size());
    const std::filesystem::path folder(search_path.substr(0, end));
    search_path.remove_prefix(std::min(end + 1, search_path.size()));
    const std::filesystem::path program = std::filesystem::absolute(folder / name);
    std::error_code ignored;
    const bool file = std::filesystem::is_regular_file(program, ignored);
    if (!folder.empty() && file && ::access(program.c_str(), X_OK) == 0) return program;
  }
  return std::nullopt;
}

}  // namespace nunchi::models
