// Reading a file into memory, whole or its start. Thread-safe.
//
// Read, not mapped: a mapped file that another program cuts short ends this one with SIGBUS.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/result.h"

namespace nunchi::decode {

// not_found, io_failure; too_large when it holds more than `most` bytes; invalid_argument when it
// is no regular file (a folder, a pipe that may never end).
Result<std::vector<std::byte>> read_file(const std::filesystem::path& file, std::uint64_t most);

// Its first bytes, at most `most` of them. Errors as above.
Result<std::vector<std::byte>> read_start(const std::filesystem::path& file, std::size_t most);

}  // namespace nunchi::decode
