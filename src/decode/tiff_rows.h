// The kinds of TIFF pictures that libtiff does not turn to RGB by itself, or not well: read row by
// row and turned by us. For one open file at a time.
#pragma once

#include <cstddef>
#include <span>

#include "core/image.h"
#include "core/result.h"
#include "decode/tiff_handles.h"

namespace nunchi::decode {

enum class TiffRows {
  none,  // libtiff's own way serves
  cmyk,  // 8 bits, in strips
  lab,   // CIE L*a*b*, 8 bits, in strips
  deep,  // grey or RGB of 32-bit numbers, whole or floating, in strips
};

TiffRows rows_of(TIFF* tiff);

// Fills `image`, whose size is the file's; rows that cannot be read stay black. `icc` is for CMYK.
// Deep samples are scaled so that the brightest lies in range: by 1, 255 or 65,535, whichever is
// the first that holds it, else by itself.
Status read_rows(TIFF* tiff, TiffRows rows, std::span<const std::byte> icc, Image& image);

std::uint16_t number_of(TIFF* tiff, std::uint32_t tag, std::uint16_t otherwise);

}  // namespace nunchi::decode
