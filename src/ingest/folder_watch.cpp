#include "ingest/folder_watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace nunchi::ingest {
namespace fs = std::filesystem;
namespace {

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE |
                                  IN_DELETE | IN_ONLYDIR | IN_EXCL_UNLINK;

// Waits for events for at most so long.
bool has_events(int descriptor, std::chrono::milliseconds longest) {
  pollfd waiting{.fd = descriptor, .events = POLLIN, .revents = 0};
  return ::poll(&waiting, 1, static_cast<int>(longest.count())) > 0;
}

}  // namespace

Result<FolderWatch> FolderWatch::open(const std::vector<fs::path>& roots) {
  const int descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (descriptor < 0) {
    return Error{ErrorCode::io_failure, "watch folders: " + std::generic_category().message(errno)};
  }
  FolderWatch watch(descriptor, roots);
  for (const fs::path& root : roots) watch.watch_all(root);
  if (watch.folders_.empty()) {
    return Error{ErrorCode::invalid_argument, "watch: no folder is named that could be watched"};
  }
  return watch;
}

FolderWatch::FolderWatch(FolderWatch&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      roots_(std::move(other.roots_)),
      folders_(std::move(other.folders_)),
      complete_(other.complete_) {}

FolderWatch::~FolderWatch() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool FolderWatch::watch(const fs::path& folder) {
  const int number = ::inotify_add_watch(descriptor_, folder.c_str(), kEvents);
  if (number < 0) {
    if (errno == ENOSPC) complete_ = false;  // the user's limit of watches
    return false;
  }
  folders_[number] = folder;
  return true;
}

void FolderWatch::watch_all(const fs::path& folder) {
  if (!watch(folder)) return;
  std::error_code failed;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied,
                                         failed);
  for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
    std::error_code unknown;
    if (!entry->is_directory(unknown) || entry->is_symlink(unknown)) continue;
    if (entry->path().filename().native().starts_with('.')) {
      entry.disable_recursion_pending();
    } else {
      watch(entry->path());
    }
  }
}

void FolderWatch::take_event(int watch, std::uint32_t mask, const char* name,
                             std::set<fs::path>& changed) {
  if ((mask & IN_Q_OVERFLOW) != 0) {
    changed.insert(roots_.begin(), roots_.end());
    return;
  }
  const auto folder = folders_.find(watch);
  if (folder == folders_.end()) return;
  if ((mask & IN_IGNORED) != 0) {
    folders_.erase(folder);
    return;
  }
  if (name[0] == '\0' || name[0] == '.') return;
  const fs::path path = folder->second / name;
  if ((mask & IN_ISDIR) != 0 && (mask & (IN_CREATE | IN_MOVED_TO)) != 0) watch_all(path);
  // What went is found missing when its folder is walked through.
  const bool went = (mask & (IN_DELETE | IN_MOVED_FROM)) != 0;
  if (went) changed.insert(folder->second);
  if (!went && ((mask & IN_CREATE) == 0 || (mask & IN_ISDIR) != 0)) changed.insert(path);
}

void FolderWatch::read_events(std::set<fs::path>& changed) {
  alignas(inotify_event) std::array<char, 16'384> buffer{};
  for (;;) {
    const ssize_t got = ::read(descriptor_, buffer.data(), buffer.size());
    if (got <= 0) return;
    for (std::size_t at = 0; at + sizeof(inotify_event) <= static_cast<std::size_t>(got);) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* const name = event.len > 0 ? buffer.data() + at + sizeof event : "";
      take_event(event.wd, event.mask, name, changed);
      at += sizeof event + event.len;
    }
  }
}

Result<std::vector<fs::path>> FolderWatch::wait(const std::stop_token& stop,
                                                std::chrono::milliseconds quiet) {
  constexpr std::chrono::milliseconds kTurn{200};  // how soon a stop is noticed
  std::set<fs::path> changed;
  std::chrono::milliseconds waited{};
  while (!stop.stop_requested() && changed.empty()) {
    if (has_events(descriptor_, kTurn)) read_events(changed);
    waited += kTurn;
    if (!complete_ && waited > std::chrono::minutes(5))
      changed.insert(roots_.begin(), roots_.end());
  }
  const auto until = std::chrono::steady_clock::now() + 10 * quiet;
  while (!stop.stop_requested() && std::chrono::steady_clock::now() < until &&
         has_events(descriptor_, quiet)) {
    read_events(changed);
  }
  if (stop.stop_requested()) return std::vector<fs::path>{};
  return std::vector<fs::path>(changed.begin(), changed.end());
}

}  // namespace nunchi::ingest
