#include "decode/file_bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>

namespace nunchi::decode {
namespace {

class Descriptor {
 public:
  explicit Descriptor(const std::filesystem::path& file) noexcept
      // O_NONBLOCK: opening a pipe without a writer would wait for one.
      : number_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const noexcept { return number_; }

 private:
  int number_;
};

Error last_error() {
  const int reason = errno;
  return {reason == ENOENT || reason == ENOTDIR ? ErrorCode::not_found : ErrorCode::io_failure,
          std::generic_category().message(reason)};
}

// Of a regular file, as it says itself.
Result<std::uint64_t> size_of(const Descriptor& descriptor) {
  struct stat facts {};
  if (descriptor.number() < 0 || ::fstat(descriptor.number(), &facts) != 0) return last_error();
  if (!S_ISREG(facts.st_mode)) return Error{ErrorCode::invalid_argument, "not a regular file"};
  return static_cast<std::uint64_t>(facts.st_size);
}

Error too_many_bytes(std::uint64_t most) {
  return {ErrorCode::too_large, "more than " + std::to_string(most) + " bytes"};
}

}  // namespace

Result<std::vector<std::byte>> read_start(const std::filesystem::path& file, std::size_t most) {
  const Descriptor descriptor(file);
  const auto size_said = size_of(descriptor);
  if (!size_said) return size_said.error();
  std::vector<std::byte> bytes(most);
  std::size_t held = 0;
  while (held < most) {
    const ssize_t got = ::read(descriptor.number(), bytes.data() + held, most - held);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return last_error();
    if (got == 0) break;
    held += static_cast<std::size_t>(got);
  }
  bytes.resize(held);
  return bytes;
}

Result<std::vector<std::byte>> read_file(const std::filesystem::path& file, std::uint64_t most) {
  const Descriptor descriptor(file);
  const auto size_said = size_of(descriptor);
  if (!size_said) return size_said.error();
  const std::uint64_t size = *size_said;
  if (size > most) return too_many_bytes(most);

  // The file may grow or shrink meanwhile: what counts is where reading ends. One byte of room lets
  // the common case end without growing.
  std::vector<std::byte> bytes(size + 1);
  std::size_t held = 0;
  while (true) {
    const ssize_t got = ::read(descriptor.number(), bytes.data() + held, bytes.size() - held);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return last_error();
    if (got == 0) break;
    held += static_cast<std::size_t>(got);
    if (held > most) return too_many_bytes(most);
    if (held == bytes.size()) bytes.resize(bytes.size() + std::max<std::size_t>(held / 2, 1 << 16));
  }
  bytes.resize(held);
  return bytes;
}

}  // namespace nunchi::decode
