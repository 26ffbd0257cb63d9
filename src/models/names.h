// Names that come from outside and become names of files and folders, so they must be harmless.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "models/fields.h"

namespace nunchi::models {

inline constexpr std::uint64_t kMostFileBytes = std::uint64_t{4} << 30;

// Lower case letters, digits, '-', '.' and '_', a letter or digit first, at most 64.
bool is_network_name(std::string_view name) noexcept;

// Letters, digits, '-', '.' and '_', a letter or digit first, at most 128; so never a path.
bool is_file_name(std::string_view name) noexcept;

// The same as fields of a JSON object; complaints and empty values where they are wrong.
std::string read_file_name(Fields& fields, std::string_view field);
std::string read_sha256(Fields& fields);   // field "sha256"
std::uint64_t read_bytes(Fields& fields);  // field "bytes", at most kMostFileBytes

}  // namespace nunchi::models
