// WebP → Decoded, by libwebp. Thread-safe.
#pragma once

#include <cstddef>
#include <span>

#include "core/result.h"
#include "decode/decoded.h"
#include "decode/photo.h"

namespace nunchi::decode {

// Of an animation its first frame on a white canvas; alpha over white. Reduced to 1/n of the size,
// n whole, as far as options.least_side allows. A file that ends early comes with the rows it has,
// the rest grey, and a flaw.
Result<Decoded> decode_webp(std::span<const std::byte> bytes, const PhotoOptions& options);

}  // namespace nunchi::decode
