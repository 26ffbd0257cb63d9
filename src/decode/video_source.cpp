#include "decode/video_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace nunchi::decode {
namespace {

class FileSource final : public VideoSource {
 public:
  explicit FileSource(int descriptor) noexcept : descriptor_(descriptor) {}
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override { ::close(descriptor_); }

  void narrow(std::uint64_t from, std::uint64_t size) noexcept {
    from_ = from;
    size_ = size;
  }

  std::uint64_t size() const noexcept override { return size_; }

  std::int64_t read(std::uint64_t at, std::span<std::byte> out) noexcept override {
    if (at >= size_) return 0;
    const std::size_t wanted = std::min<std::uint64_t>(out.size(), size_ - at);
    while (true) {
      const ssize_t got = ::pread(descriptor_, out.data(), wanted, static_cast<off_t>(from_ + at));
      if (got >= 0 || errno != EINTR) return got;
    }
  }

 private:
  int descriptor_;
  std::uint64_t from_ = 0, size_ = 0;
};

class MemorySource final : public VideoSource {
 public:
  explicit MemorySource(std::span<const std::byte> bytes) noexcept : bytes_(bytes) {}

  std::uint64_t size() const noexcept override { return bytes_.size(); }

  std::int64_t read(std::uint64_t at, std::span<std::byte> out) noexcept override {
    if (at >= bytes_.size()) return 0;
    const std::size_t count = std::min<std::uint64_t>(out.size(), bytes_.size() - at);
    if (count > 0) std::memcpy(out.data(), bytes_.data() + at, count);
    return static_cast<std::int64_t>(count);
  }

 private:
  std::span<const std::byte> bytes_;
};

Error last_error() {
  const int reason = errno;
  return {reason == ENOENT || reason == ENOTDIR ? ErrorCode::not_found : ErrorCode::io_failure,
          std::generic_category().message(reason)};
}

}  // namespace

Result<std::unique_ptr<VideoSource>> source_in_file(const std::filesystem::path& file,
                                                    const Extent& extent) {
  // O_NONBLOCK: opening a pipe without a writer would wait for one.
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return last_error();
  auto source = std::make_unique<FileSource>(descriptor);
  struct stat facts {};
  if (::fstat(descriptor, &facts) != 0) return last_error();
  if (!S_ISREG(facts.st_mode)) return Error{ErrorCode::invalid_argument, "not a regular file"};
  const auto whole = static_cast<std::uint64_t>(facts.st_size);
  const std::uint64_t from = std::min(extent.offset, whole);
  source->narrow(from, std::min(extent.length, whole - from));
  return std::unique_ptr<VideoSource>(std::move(source));
}

std::unique_ptr<VideoSource> source_in_memory(std::span<const std::byte> bytes) {
  return std::make_unique<MemorySource>(bytes);
}

}  // namespace nunchi::decode
