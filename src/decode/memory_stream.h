// MemoryStream: a place in bytes that are already in memory, for libraries that read by callback.
// Borrows the bytes. Not thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace nunchi::decode {

class MemoryStream {
 public:
  explicit MemoryStream(std::span<const std::byte> bytes) noexcept : bytes_(bytes) {}

  // Copies up to `count` bytes; fewer at the end.
  std::size_t read(void* out, std::size_t count) noexcept {
    const std::size_t got = std::min(count, bytes_.size() - at_);
    if (got > 0) std::memcpy(out, bytes_.data() + at_, got);
    at_ += got;
    return got;
  }

  // Places beyond the end count as the end.
  void seek(std::uint64_t at) noexcept {
    at_ = static_cast<std::size_t>(std::min<std::uint64_t>(at, bytes_.size()));
  }

  std::size_t at() const noexcept { return at_; }
  std::size_t size() const noexcept { return bytes_.size(); }
  const std::byte* data() const noexcept { return bytes_.data(); }

 private:
  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
};

}  // namespace nunchi::decode
