// Image → JPEG or WebP, for thumbnails and pages. Thread-safe.
#pragma once

#include <cstddef>
#include <vector>

#include "core/image.h"
#include "core/result.h"

namespace nunchi::decode {

// `quality` from 1 to 100. invalid_argument: an empty picture, or one beyond the format's greatest
// side (65,535 for JPEG, 16,383 for WebP).
Result<std::vector<std::byte>> encode_jpeg(const Image& image, int quality = 85);
Result<std::vector<std::byte>> encode_webp(const Image& image, int quality = 80);

}  // namespace nunchi::decode
