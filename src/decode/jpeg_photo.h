// JPEG → Decoded, by libjpeg-turbo. Thread-safe.
#pragma once

#include <cstddef>
#include <span>

#include "core/result.h"
#include "decode/decoded.h"
#include "decode/photo.h"

namespace nunchi::decode {

// Decodes at 1/8, 1/4, 1/2 or 1 of the size, the smallest that keeps options.least_side. A file
// that ends early or is damaged inside comes with what it has and a flaw. CMYK and YCCK are turned
// to sRGB, by their profile where there is one.
Result<Decoded> decode_jpeg(std::span<const std::byte> bytes, const PhotoOptions& options);

}  // namespace nunchi::decode
