// Where a folder lies: on a disk of this machine or on a network share.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "core/result.h"

namespace nunchi::library {

enum class FilesystemKind { local, network };

// What statfs(2) says of the folder and, for FUSE, /proc/self/mountinfo.
Result<FilesystemKind> filesystem_kind(const std::filesystem::path& folder);

// By statfs's magic number. A FUSE file system counts as `network` unless its type, the word behind
// " - " in mountinfo's line, is known to be local ("fuseblk", "fuse.mergerfs", …).
FilesystemKind filesystem_kind(std::uint64_t magic, std::string_view fuse_type);

}  // namespace nunchi::library
