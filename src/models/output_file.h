// OutputFile: a file being written, flushed to the disk when it is closed. Owns its descriptor;
// used by one thread at a time.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/result.h"

namespace nunchi::models {

class OutputFile {
 public:
  // A new file; io_failure where one is there already.
  static Result<OutputFile> create(std::filesystem::path file);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  Status add(std::string_view bytes);
  Status close() &&;

 private:
  OutputFile(std::filesystem::path file, int descriptor);
  std::filesystem::path file_;
  int descriptor_ = -1;
};

// Flushes a file or folder that others have written to the disk.
Status flush_to_disk(const std::filesystem::path& path);

}  // namespace nunchi::models
