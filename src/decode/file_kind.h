// What kind of file some bytes are, by their content. Names and endings are not looked at.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace nunchi::decode {

enum class FileKind { unknown, jpeg, png, webp, heic, avif };

FileKind kind_of(std::span<const std::byte> bytes) noexcept;

// "jpeg", "png", … ; "" for unknown.
std::string_view name_of(FileKind kind) noexcept;

// Where the JPEG begins in a file that has a few stray bytes before it; bytes.size() if nowhere.
std::size_t jpeg_start(std::span<const std::byte> bytes) noexcept;

}  // namespace nunchi::decode
