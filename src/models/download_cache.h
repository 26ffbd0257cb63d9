// DownloadCache: the pinned files that were fetched, each under its SHA-256, so that nothing is
// fetched twice and an interrupted pull goes on where it was.
//
// Only files that are what their pin says get in, by a rename, so several processes may share one
// cache. A value that names a folder; deleting the folder costs nothing but time.
#pragma once

#include <filesystem>

#include "core/result.h"
#include "models/source.h"

namespace nunchi::models {

class DownloadCache {
 public:
  explicit DownloadCache(std::filesystem::path folder) : folder_(std::move(folder)) {}

  const std::filesystem::path& folder() const noexcept { return folder_; }
  std::filesystem::path path_of(const PinnedFile& pin) const { return folder_ / pin.sha256; }

  // Whether it is there, in the right size; its bytes are looked at when it is copied out.
  bool holds(const PinnedFile& pin) const;

  // Takes over a file, which must lie on the cache's disk, if it is what the pin says.
  Status keep(const std::filesystem::path& file, const PinnedFile& pin) const;

  // Copies a file out. corrupt_data: it has been damaged meanwhile and is removed from the cache.
  Status copy_out(const PinnedFile& pin, const std::filesystem::path& to) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace nunchi::models
