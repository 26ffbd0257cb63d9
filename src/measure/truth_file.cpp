#include "measure/truth_file.h"

#include <fmt/format.h>

#include <fstream>

namespace nunchi::measure {

Result<std::string> read_truth_file(const std::filesystem::path& file) {
  constexpr std::uintmax_t kMostBytes = 256U << 20;
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    return Error{ErrorCode::not_found, fmt::format("no file at {}", file.string())};
  }
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (error) {
    return Error{ErrorCode::io_failure, fmt::format("read {}: {}", file.string(), error.message())};
  }
  if (size > kMostBytes) {
    return Error{ErrorCode::too_large,
                 fmt::format("read {}: {} bytes, at most {}", file.string(), size, kMostBytes)};
  }
  std::string bytes(static_cast<std::size_t>(size), '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!stream) {
    return Error{ErrorCode::io_failure, fmt::format("read {}: the disk refused", file.string())};
  }
  return bytes;
}

}  // namespace nunchi::measure
