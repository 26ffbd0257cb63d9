// TIFF → Decoded, by libtiff. Thread-safe.
#pragma once

#include <cstddef>
#include <span>

#include "core/result.h"
#include "decode/decoded.h"
#include "decode/photo.h"

namespace nunchi::decode {

// The first picture of the file: strips or tiles, grey, palette, RGB, CMYK (by its profile where it
// has one), YCbCr, Lab, 1 to 16 bits and 32, every compression that libtiff knows; alpha over
// white. unsupported: what libtiff cannot turn to RGB.
Result<Decoded> decode_tiff(std::span<const std::byte> bytes, const PhotoOptions& options);

}  // namespace nunchi::decode
