// TarReader: the plain files of a tar, one after the other; anything else in it is refused. Nothing
// is unfolded, so a tar never holds more than it weighs. Used by one thread at a time.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "models/archive_handles.h"

namespace nunchi::models {

class TarReader {
 public:
  Status open(const std::filesystem::path& tar);

  // The next file's path, as the tar has it; "" at the end. corrupt_data: damaged, or a link or the
  // like.
  Result<std::string> next();

  // The bytes of that file, piece by piece; ends where `take` gives an error.
  Status read(const std::function<Status(std::string_view)>& take);

 private:
  ArchiveReader reader_{archive_read_new()};
};

}  // namespace nunchi::models
