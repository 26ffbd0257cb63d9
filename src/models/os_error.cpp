#include "models/os_error.h"

#include <fmt/format.h>

#include <cerrno>

namespace nunchi::models {

Error os_error(std::string_view attempted, const std::filesystem::path& file) {
  return os_error(attempted, file, std::error_code(errno, std::generic_category()));
}

Error os_error(std::string_view attempted, const std::filesystem::path& file,
               const std::error_code& why) {
  const bool missing = why == std::errc::no_such_file_or_directory;
  return {missing ? ErrorCode::not_found : ErrorCode::io_failure,
          fmt::format("{} {}: {}", attempted, file.string(), why.message())};
}

}  // namespace nunchi::models
