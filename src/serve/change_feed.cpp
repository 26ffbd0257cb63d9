#include "serve/change_feed.h"

namespace nunchi::serve {

ChangeFeed::ChangeFeed(library::Library& library)
    : library_(library), watcher_([this](const std::stop_token& stop) { watch(stop); }) {}

std::int64_t ChangeFeed::version() const {
  const std::lock_guard lock(mutex_);
  return version_;
}

std::int64_t ChangeFeed::wait(std::int64_t known, std::chrono::milliseconds at_most) const {
  std::unique_lock lock(mutex_);
  moved_.wait_for(lock, at_most, [&] { return version_ != known; });
  return version_;
}

void ChangeFeed::watch(const std::stop_token& stop) {
  constexpr std::chrono::milliseconds kPause(250);
  while (!stop.stop_requested()) {
    const auto version = library_.version();
    std::unique_lock lock(mutex_);
    if (version && *version != version_) {
      version_ = *version;
      moved_.notify_all();
    }
    moved_.wait_for(lock, stop, kPause, [] { return false; });
  }
}

}  // namespace nunchi::serve
