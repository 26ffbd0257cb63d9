// ChangeFeed: tells pages that the library has changed, whichever program changed it.
//
// One thread asks SQLite for its version four times a second; whoever waits wakes when it moves.
// Thread-safe; borrows the library.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

#include "library/library.h"

namespace nunchi::serve {

class ChangeFeed {
 public:
  explicit ChangeFeed(library::Library& library);

  std::int64_t version() const;

  // Waits until the version is another than `known` or the time is over; the version then.
  std::int64_t wait(std::int64_t known, std::chrono::milliseconds at_most) const;

 private:
  void watch(const std::stop_token& stop);

  library::Library& library_;
  mutable std::mutex mutex_;  // guards version_
  mutable std::condition_variable_any moved_;
  std::int64_t version_ = 0;
  std::jthread watcher_;
};

}  // namespace nunchi::serve
