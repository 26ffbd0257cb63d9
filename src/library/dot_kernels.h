// Dot products of 16-bit with 8-bit numbers and of floats with halves, as fast as the processor
// can.
//
// Every kernel gives the same bits: the first by integers without overflow, the second by adding in
// the same order. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace nunchi::library {

enum class KernelKind { portable, avx2, avx512 };

struct DotKernels {
  KernelKind kind;
  // out[i] = query · row, `stride` numbers each (a multiple of 64), of `count` rows: rows[i], or i
  // where rows is null. The caller sees to it that no sum passes 31 bits.
  void (*codes)(const std::int16_t* query, const std::int8_t* codes, std::size_t stride,
                const std::uint32_t* rows, std::size_t count, std::int32_t* out);
  // query · half of `dims` numbers, in eight sums, one for each remainder of the index by 8.
  float (*halves)(const float* query, const std::uint16_t* half, std::size_t dims);
};

bool processor_has(KernelKind kind) noexcept;
const DotKernels& kernels_of(KernelKind kind);  // the processor must have it
const DotKernels& best_kernels();

}  // namespace nunchi::library
