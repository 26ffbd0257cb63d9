// Whether a TIFF file is a camera's RAW file. Pure function, any thread.
#pragma once

#include <cstddef>
#include <span>

namespace nunchi::decode {

// True where the first directory names a DNG version, says by its compression that only its maker
// can read it, or is a small picture with greater ones in directories below it (TIFF/EP, ISO
// 12234-2).
bool holds_raw(std::span<const std::byte> bytes);

}  // namespace nunchi::decode
