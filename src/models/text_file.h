// Small text files (manifests, entries), read whole and written whole.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.h"

namespace nunchi::models {

inline constexpr std::size_t kMostTextBytes = std::size_t{4} << 20;

// too_large: more than kMostTextBytes.
Result<std::string> read_text(const std::filesystem::path& file);

// Writes and flushes to the disk. Not atomic: write where nobody looks yet.
Status write_text(const std::filesystem::path& file, std::string_view text);

}  // namespace nunchi::models
