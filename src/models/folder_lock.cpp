#include "models/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include "models/os_error.h"

namespace nunchi::models {
namespace {

// flock has no time limit of its own that a stop token could end, so it is asked again.
constexpr std::chrono::milliseconds kAskAgain{100};

}  // namespace

FolderLock::FolderLock(FolderLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder,
                                    const std::stop_token& stop,
                                    const std::function<void()>& on_wait) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return os_error("make folder", folder, failed);
  const std::filesystem::path file = folder / ".lock";
  FolderLock lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (lock.descriptor_ < 0) return os_error("open", file);
  bool waiting = false;
  while (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK) return os_error("lock", file);
    if (!std::exchange(waiting, true) && on_wait) on_wait();
    if (stop.stop_requested()) {
      return Error{ErrorCode::cancelled, "stopped while another process holds " + file.string()};
    }
    std::this_thread::sleep_for(kAskAgain);
  }
  return lock;
}

}  // namespace nunchi::models
