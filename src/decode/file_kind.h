// What kind of file some bytes are, by their content. Names and endings are not looked at.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace nunchi::decode {

enum class FileKind { unknown, jpeg, png, webp, gif, bmp, tiff, jpeg2000, heic, avif, psd, raw };

// TIFF stands for camera RAW files that look like it as well: see raw_in_tiff.h.
FileKind kind_of(std::span<const std::byte> bytes) noexcept;

// "jpeg", "png", … ; "" for unknown.
std::string_view name_of(FileKind kind) noexcept;

// For files that are no picture we read: what they are ("a PDF document"), or "".
std::string_view foreign_kind_of(std::span<const std::byte> bytes) noexcept;

// Where the JPEG begins in a file that has a few stray bytes before it; bytes.size() if nowhere.
std::size_t jpeg_start(std::span<const std::byte> bytes) noexcept;

}  // namespace nunchi::decode
