#include "models/download_cache.h"

#include "models/os_error.h"
#include "models/output_file.h"
#include "models/pinned_writer.h"

namespace nunchi::models {

bool DownloadCache::holds(const PinnedFile& pin) const {
  std::error_code failed;
  const auto bytes = std::filesystem::file_size(path_of(pin), failed);
  return !failed && bytes == pin.bytes;
}

Status DownloadCache::keep(const std::filesystem::path& file, const PinnedFile& pin) const {
  if (Status right = check_pinned(file, pin); !right) return right;
  if (Status flushed = flush_to_disk(file); !flushed) return flushed;
  std::error_code failed;
  std::filesystem::rename(file, path_of(pin), failed);
  return failed ? Status(os_error("rename to", path_of(pin), failed)) : ok();
}

Status DownloadCache::copy_out(const PinnedFile& pin, const std::filesystem::path& to) const {
  Status copied = copy_pinned(path_of(pin), to, pin);
  if (!copied && copied.error().code == ErrorCode::corrupt_data) {
    std::error_code ignored;
    std::filesystem::remove(path_of(pin), ignored);
    std::filesystem::remove(to, ignored);
  }
  return copied;
}

}  // namespace nunchi::models
