#include "models/text_file.h"

#include <fmt/format.h>

#include <fstream>

#include "models/os_error.h"
#include "models/output_file.h"

namespace nunchi::models {

Result<std::string> read_text(const std::filesystem::path& file) {
  std::error_code failed;
  const auto bytes = std::filesystem::file_size(file, failed);
  if (failed) return os_error("read", file, failed);
  if (bytes > kMostTextBytes) {
    return Error{ErrorCode::too_large, fmt::format("read {}: {} bytes, at most {}", file.string(),
                                                   bytes, kMostTextBytes)};
  }
  std::ifstream in(file, std::ios::binary);
  std::string text(bytes, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!in) return os_error("read", file);
  return text;
}

Status write_text(const std::filesystem::path& file, std::string_view text) {
  auto out = OutputFile::create(file);
  if (!out) return std::move(out).error();
  if (Status added = out->add(text); !added) return added;
  return std::move(*out).close();
}

}  // namespace nunchi::models
