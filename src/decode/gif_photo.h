// GIF → Decoded, by giflib. Thread-safe.
#pragma once

#include <cstddef>
#include <span>

#include "core/result.h"
#include "decode/decoded.h"
#include "decode/photo.h"

namespace nunchi::decode {

// The first frame on a white canvas, its transparent colour white as well. A file that ends early
// comes with the rows it has and a flaw.
Result<Decoded> decode_gif(std::span<const std::byte> bytes, const PhotoOptions& options);

}  // namespace nunchi::decode
