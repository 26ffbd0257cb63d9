// BMP → Decoded. Own reader. Thread-safe.
#pragma once

#include <cstddef>
#include <span>

#include "core/result.h"
#include "decode/decoded.h"
#include "decode/photo.h"

namespace nunchi::decode {

// Windows' bitmaps from version 1 to 5 and OS/2's: 1, 2, 4, 8, 16, 24 and 32 bits, bit masks,
// run lengths of 4 and 8 bits, from the bottom up or the top down; alpha over white where a mask
// says that there is any. Rows that are missing at the end stay white and make a flaw. unsupported:
// OS/2's Huffman and 24-bit run lengths, and pictures of other formats inside a BMP.
// Follows MSDN's "Bitmap Storage".
Result<Decoded> decode_bmp(std::span<const std::byte> bytes, const PhotoOptions& options);

}  // namespace nunchi::decode
