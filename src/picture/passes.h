// The two inner loops of resizing: one kernel applied along a row, or across rows.
//
// Written for the processor at hand (AVX2 where it has it) and portably; both give the same bytes.
// Pure functions, any thread.
#pragma once

#include <cstdint>
#include <span>

#include "picture/kernel.h"

namespace nunchi::picture {

enum class Instructions { best, portable };  // portable: for tests and for measuring

// out[3 * x + c] = sum of the window of x over the pixels of `row`. `row` holds whole RGB pixels
// and reaches as far as the kernel does; `out` holds 3 * kernel.size() bytes.
void resample_row(std::span<const std::uint8_t> row, const Kernel& kernel, std::uint8_t* out,
                  Instructions instructions = Instructions::best);

// out[i] = sum over k of weights[k] * rows[k * step + i], for i in [0, length).
struct RowRun {
  const std::uint8_t* first = nullptr;  // the first row of the run
  std::size_t step = 0;                 // bytes from one row to the next
  std::size_t length = 0;               // bytes of a row that count
};
void blend_rows(const RowRun& rows, std::span<const std::int16_t> weights, int bits,
                std::uint8_t* out, Instructions instructions = Instructions::best);

}  // namespace nunchi::picture
