// The loops of passes.h in AVX2. Each does as much of its work as it can without reading or writing
// outside the rows, and returns how far it came; the portable loop does the rest.
#pragma once

#include "picture/passes.h"

namespace nunchi::picture {

bool has_avx2() noexcept;

// Returns the first output pixel that is not written.
int resample_pixels_avx2(std::span<const std::uint8_t> row, const Kernel& kernel,
                         std::uint8_t* out);

// Returns the first byte that is not written.
std::size_t blend_bytes_avx2(const RowRun& rows, std::span<const std::int16_t> weights, int bits,
                             std::uint8_t* out);

}  // namespace nunchi::picture
