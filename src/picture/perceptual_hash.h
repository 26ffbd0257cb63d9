// Perceptual hash: 64 bits that stay nearly the same when a picture is resized, recompressed or
// slightly recoloured, so that copies of one photo are found by counting differing bits.
//
// The DCT hash described by C. Zauner, "Implementation and Benchmarking of Perceptual Image Hash
// Functions" (2010): luma at 32 × 32, its cosine transform, and of each of the 8 × 8 lowest
// frequencies without the constant row and column whether it lies above their median. Pure
// functions, any thread. The definition is kept for good: hashes are stored.
#pragma once

#include <bit>
#include <cstdint>

#include "core/image.h"

namespace nunchi::picture {

// Bit 8·v + u stands for the frequency (u + 1, v + 1), u along the rows. An empty picture gives 0,
// as does one of a single colour.
std::uint64_t perceptual_hash(const Image& image);

// 0: the same. Up to about 8: very likely the same picture. Unrelated pictures differ in about 32.
inline int differing_bits(std::uint64_t a, std::uint64_t b) noexcept {
  return std::popcount(a ^ b);
}

}  // namespace nunchi::picture
