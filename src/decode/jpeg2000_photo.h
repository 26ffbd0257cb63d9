// JPEG 2000 (JP2 files and bare codestreams) → Decoded, by openjp2. Thread-safe.
#pragma once

#include <cstddef>
#include <span>

#include "core/result.h"
#include "decode/decoded.h"
#include "decode/photo.h"

namespace nunchi::decode {

// Grey, RGB, sYCC, palettes, 1 to 16 bits, subsampled components, alpha over white. Decoded at 1/2,
// 1/4, … of the size (the wavelet's own resolutions) as far as options.least_side allows.
Result<Decoded> decode_jpeg2000(std::span<const std::byte> bytes, const PhotoOptions& options);

}  // namespace nunchi::decode
