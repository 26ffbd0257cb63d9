// HEIC and AVIF → Decoded, by libheif. Thread-safe.
#pragma once

#include <cstddef>
#include <span>

#include "core/result.h"
#include "decode/decoded.h"
#include "decode/photo.h"

namespace nunchi::decode {

// The primary picture, its own crop, rotation and mirror carried out; Exif's orientation says the
// same again and is dropped. 8, 10 and 12 bits, alpha over
// white.
Result<Decoded> decode_heif(std::span<const std::byte> bytes, const PhotoOptions& options);

}  // namespace nunchi::decode
