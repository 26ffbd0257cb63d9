// FolderLock: while it lives, no other process that asks for the lock of the same folder gets it.
//
// An flock on FOLDER/.lock: the system lets go of it when the holder ends, however it ends.
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>

#include "core/result.h"

namespace nunchi::models {

class FolderLock {
 public:
  // Makes the folder where it is missing and waits for the lock; `on_wait` is called once if
  // another holds it. cancelled: `stop` was requested meanwhile.
  static Result<FolderLock> take(const std::filesystem::path& folder, const std::stop_token& stop,
                                 const std::function<void()>& on_wait);

  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) noexcept : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace nunchi::models
