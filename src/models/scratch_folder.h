// ScratchFolder: an empty folder of one's own, removed with all that is in it at the end.
//
// What was made in it gets its final name by a rename, so scratch folders lie in the folder (and so
// on the disk) where the result is to be. A process that is killed leaves its scratch behind; the
// next one sweeps it away while it holds the folder's lock.
#pragma once

#include <filesystem>

#include "core/result.h"

namespace nunchi::models {

class ScratchFolder {
 public:
  static Result<ScratchFolder> create(const std::filesystem::path& parent);

  ScratchFolder(ScratchFolder&& other) noexcept;
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder();

  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  explicit ScratchFolder(std::filesystem::path path);
  std::filesystem::path path_;
};

// Removes what killed processes left in `parent`. Only for who holds the lock of `parent`.
void sweep_scratch(const std::filesystem::path& parent);

// Puts `from` (a file or folder in a scratch folder) in the place of `to`, at once: others see the
// old or the new, never neither and never half. What was there before is left at `from`.
Status put_in_place(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace nunchi::models
