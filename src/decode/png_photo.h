// PNG → Decoded, by libpng. Thread-safe.
#pragma once

#include <cstddef>
#include <span>

#include "core/result.h"
#include "decode/decoded.h"
#include "decode/photo.h"

namespace nunchi::decode {

// Every depth, palettes, grey, interlaced; alpha over white; of an animation the picture that
// viewers without animation show. A file that ends early comes with the rows it has, the rest grey,
// and a flaw. Exif from eXIf or from ImageMagick's "Raw profile type exif".
Result<Decoded> decode_png(std::span<const std::byte> bytes, const PhotoOptions& options);

}  // namespace nunchi::decode
