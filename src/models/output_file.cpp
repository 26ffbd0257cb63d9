#include "models/output_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "models/os_error.h"

namespace nunchi::models {

OutputFile::OutputFile(std::filesystem::path file, int descriptor)
    : file_(std::move(file)), descriptor_(descriptor) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : file_(std::move(other.file_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<OutputFile> OutputFile::create(std::filesystem::path file) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (descriptor < 0) return os_error("create", file);
  return OutputFile(std::move(file), descriptor);
}

Status OutputFile::add(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return os_error("write", file_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ok();
}

Status OutputFile::close() && {
  if (::fsync(descriptor_) != 0) return os_error("write", file_);
  if (::close(std::exchange(descriptor_, -1)) != 0) return os_error("write", file_);
  return ok();
}

Status flush_to_disk(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return os_error("open", path);
  const int failed = ::fsync(descriptor);
  Status status = failed != 0 ? Status(os_error("write", path)) : ok();
  ::close(descriptor);
  return status;
}

}  // namespace nunchi::models
