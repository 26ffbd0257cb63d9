#include "models/scratch_folder.h"

#include <fcntl.h>
#include <stdio.h>   // renameat2
#include <stdlib.h>  // mkdtemp

#include <cerrno>
#include <string>
#include <utility>

#include "models/os_error.h"
#include "models/output_file.h"

namespace nunchi::models {
namespace {

constexpr std::string_view kPrefix = ".scratch-";

}  // namespace

ScratchFolder::ScratchFolder(std::filesystem::path path) : path_(std::move(path)) {}

ScratchFolder::ScratchFolder(ScratchFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})) {}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

Result<ScratchFolder> ScratchFolder::create(const std::filesystem::path& parent) {
  std::string name = (parent / (std::string(kPrefix) + "XXXXXX")).string();
  if (::mkdtemp(name.data()) == nullptr) return os_error("make a folder in", parent);
  return ScratchFolder(name);
}

void sweep_scratch(const std::filesystem::path& parent) {
  std::error_code ignored;
  for (std::filesystem::directory_iterator at(parent, ignored), end; at != end;
       at.increment(ignored)) {
    if (at->path().filename().string().starts_with(kPrefix)) {
      std::filesystem::remove_all(at->path(), ignored);
    }
  }
}

Status put_in_place(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::error_code ignored;
  if (!std::filesystem::exists(std::filesystem::symlink_status(to, ignored))) {
    if (::rename(from.c_str(), to.c_str()) != 0) return os_error("rename to", to);
    return flush_to_disk(to.parent_path());
  }
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_EXCHANGE) == 0) {
    return flush_to_disk(to.parent_path());
  }
  // A file system without exchange: for a moment there is neither.
  if (errno != EINVAL && errno != ENOSYS) return os_error("replace", to);
  const std::filesystem::path aside = from.string() + "-old";
  if (::rename(to.c_str(), aside.c_str()) != 0) return os_error("replace", to);
  if (::rename(from.c_str(), to.c_str()) != 0) {
    const Error why = os_error("replace", to);
    ::rename(aside.c_str(), to.c_str());
    return why;
  }
  return flush_to_disk(to.parent_path());
}

}  // namespace nunchi::models
