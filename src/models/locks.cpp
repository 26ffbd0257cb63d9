#include "models/locks.h"

#include "models/scratch_folder.h"

namespace nunchi::models {

Result<Locks> Locks::take(const Places& places, const std::stop_token& stop,
                          const std::function<void()>& on_wait) {
  // Always in this order, so that two processes never wait for each other.
  auto downloads = FolderLock::take(places.downloads, stop, on_wait);
  if (!downloads) return std::move(downloads).error();
  auto home = FolderLock::take(places.home, stop, on_wait);
  if (!home) return std::move(home).error();
  sweep_scratch(places.downloads);
  sweep_scratch(places.home);
  sweep_scratch(places.home / "added");
  return Locks{std::move(*downloads), std::move(*home)};
}

}  // namespace nunchi::models
