#include "infer/file_bytes.h"

#include <fmt/format.h>

#include <fstream>

namespace nunchi::infer {

Result<std::vector<std::byte>> read_file(const std::filesystem::path& file, std::uintmax_t most) {
  const std::string name = file.string();
  std::error_code failed;
  if (!std::filesystem::is_regular_file(file, failed)) {
    return Error{ErrorCode::not_found, fmt::format("no file {}", name)};
  }
  const std::uintmax_t size = std::filesystem::file_size(file, failed);
  if (failed) return Error{ErrorCode::io_failure, fmt::format("{}: {}", name, failed.message())};
  if (size > most) {
    return Error{ErrorCode::too_large, fmt::format("{}: {} bytes, at most {}", name, size, most)};
  }
  std::vector<std::byte> bytes(static_cast<std::size_t>(size));
  std::ifstream stream(file, std::ios::binary);
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!stream) return Error{ErrorCode::io_failure, fmt::format("{}: cannot be read", name)};
  return bytes;
}

}  // namespace nunchi::infer
