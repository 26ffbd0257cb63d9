// PinnedWriter: takes the bytes of one pinned file as they come and lets only the right ones
// through.
//
// It never writes more than the pin allows, and `finish` says whether size and SHA-256 are right. A
// file that was not finished is to be thrown away. Used by one thread at a time.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/result.h"
#include "models/output_file.h"
#include "models/sha256.h"
#include "models/source.h"

namespace nunchi::models {

class PinnedWriter {
 public:
  static Result<PinnedWriter> create(const std::filesystem::path& file, PinnedFile pin);

  Status add(std::string_view bytes);  // too_large: beyond the pin
  Status finish() &&;                  // corrupt_data: too short, or another hash

 private:
  PinnedWriter(OutputFile file, PinnedFile pin);
  OutputFile file_;
  PinnedFile pin_;
  Sha256 hash_;
  std::uint64_t written_ = 0;
};

// Copies a file, if it is what the pin says (corrupt_data, too_large).
Status copy_pinned(const std::filesystem::path& from, const std::filesystem::path& to,
                   const PinnedFile& pin);

// Whether the file is what the pin says, without copying it.
Status check_pinned(const std::filesystem::path& file, const PinnedFile& pin);

}  // namespace nunchi::models
