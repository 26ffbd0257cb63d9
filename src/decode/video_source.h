// VideoSource: the bytes of a video, wherever they are: a regular file, a part of one, or memory.
// Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "core/result.h"

namespace nunchi::decode {

class VideoSource {
 public:
  virtual ~VideoSource() = default;
  virtual std::uint64_t size() const noexcept = 0;
  // Up to out.size() bytes from `at`: how many came, 0 at the end, -1 when the disk refuses.
  virtual std::int64_t read(std::uint64_t at, std::span<std::byte> out) noexcept = 0;
};

struct Extent {  // a part of a file; one that reaches beyond its end is cut off there
  std::uint64_t offset = 0;
  std::uint64_t length = UINT64_MAX;
};

// not_found, io_failure; invalid_argument when it is no regular file.
Result<std::unique_ptr<VideoSource>> source_in_file(const std::filesystem::path& file,
                                                    const Extent& extent);

// Borrows the bytes.
std::unique_ptr<VideoSource> source_in_memory(std::span<const std::byte> bytes);

}  // namespace nunchi::decode
