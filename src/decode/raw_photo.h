// Camera RAW → Decoded, by LibRaw. Thread-safe.
#pragma once

#include <cstddef>
#include <span>

#include "core/result.h"
#include "decode/decoded.h"
#include "decode/photo.h"

namespace nunchi::decode {

// The preview that the camera put into the file, where it is large enough (options.least_side, or
// 1000 pixels on its shorter side when the full size is asked); else the sensor's own pixels,
// developed at half size with the camera's white balance. width and height are the developed
// picture's in full.
Result<Decoded> decode_raw(std::span<const std::byte> bytes, const PhotoOptions& options);

}  // namespace nunchi::decode
