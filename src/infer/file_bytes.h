// All bytes of a file at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/result.h"

namespace nunchi::infer {

// not_found: no such file. too_large: more than `most` bytes, before memory is taken. io_failure:
// the file could not be read to its end.
Result<std::vector<std::byte>> read_file(const std::filesystem::path& file, std::uintmax_t most);

}  // namespace nunchi::infer
