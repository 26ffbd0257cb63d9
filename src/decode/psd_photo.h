// PSD and PSB (Photoshop) → Decoded: the merged picture that programs without layers show. Own
// reader. Thread-safe.
#pragma once

#include <cstddef>
#include <span>

#include "core/result.h"
#include "decode/decoded.h"
#include "decode/photo.h"

namespace nunchi::decode {

// Bitmap, grey, duotone, palette, RGB, CMYK (by the profile in the file where it has one) of 1, 8
// and 16 bits, plain or packed; alpha over white; Exif and XMP of the file. unsupported: Lab,
// multichannel, 32 bits. Follows Adobe's "Photoshop File Formats Specification".
Result<Decoded> decode_psd(std::span<const std::byte> bytes, const PhotoOptions& options);

}  // namespace nunchi::decode
