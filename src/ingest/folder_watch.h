// FolderWatch: says which files and folders below some roots have changed, by inotify(7).
//
// Owns its descriptor; for one thread at a time. Where the kernel drops events, or has no room for
// a further watch, the root itself counts as changed: nothing is missed for good.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <stop_token>
#include <vector>

#include "core/result.h"

namespace nunchi::ingest {

class FolderWatch {
 public:
  // io_failure: no watch can be set.
  static Result<FolderWatch> open(const std::vector<std::filesystem::path>& roots);

  FolderWatch(FolderWatch&& other) noexcept;
  FolderWatch& operator=(FolderWatch&&) = delete;
  ~FolderWatch();

  // Waits until something has changed and then nothing for `quiet`, or not longer than ten times
  // that: the changed files, and folders to be walked through. Empty after a stop request.
  Result<std::vector<std::filesystem::path>> wait(const std::stop_token& stop,
                                                  std::chrono::milliseconds quiet);

 private:
  FolderWatch(int descriptor, std::vector<std::filesystem::path> roots) noexcept
      : descriptor_(descriptor), roots_(std::move(roots)) {}
  bool watch(const std::filesystem::path& folder);
  void watch_all(const std::filesystem::path& folder);
  void read_events(std::set<std::filesystem::path>& changed);
  void take_event(int watch, std::uint32_t mask, const char* name,
                  std::set<std::filesystem::path>& changed);

  int descriptor_;
  std::vector<std::filesystem::path> roots_;
  std::map<int, std::filesystem::path> folders_;  // by the number of their watch
  bool complete_ = true;                          // every folder has a watch
};

}  // namespace nunchi::ingest
