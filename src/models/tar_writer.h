// TarWriter: writes plain files into a tar, one after the other; the same files give the same
// bytes. Used by one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "core/result.h"
#include "models/archive_handles.h"

namespace nunchi::models {

class TarWriter {
 public:
  Status open(const std::filesystem::path& tar);
  Status add_text(std::string_view path, std::string_view text);
  Status add_file(std::string_view path, const std::filesystem::path& file, std::uint64_t bytes);
  Status close();

 private:
  Status begin(std::string_view path, std::uint64_t bytes);
  Status put(std::string_view bytes);
  ArchiveWriter writer_{archive_write_new()};
};

}  // namespace nunchi::models
