// Locks: the right to write to home and to the downloads, for as long as it is kept.
#pragma once

#include <functional>
#include <stop_token>

#include "core/result.h"
#include "models/folder_lock.h"
#include "models/places.h"

namespace nunchi::models {

struct Locks {
  FolderLock downloads, home;

  // Waits for both (see FolderLock) and clears away what killed processes left behind.
  static Result<Locks> take(const Places& places, const std::stop_token& stop,
                            const std::function<void()>& on_wait);
};

}  // namespace nunchi::models
