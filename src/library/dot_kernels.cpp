#include "library/dot_kernels.h"

#include <array>

#include "library/half.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define NUNCHI_X86 1
#endif

namespace nunchi::library {
namespace {

std::size_t row_at(const std::uint32_t* rows, std::size_t i) { return rows ? rows[i] : i; }

void codes_portable(const std::int16_t* query, const std::int8_t* codes, std::size_t stride,
                    const std::uint32_t* rows, std::size_t count, std::int32_t* out) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::int8_t* row = codes + row_at(rows, i) * stride;
    std::int32_t sum = 0;
    for (std::size_t d = 0; d < stride; ++d) sum += std::int32_t{query[d]} * row[d];
    out[i] = sum;
  }
}

// The eight sums as a tree: the order in which AVX's halves and quarters are added.
float sum_of(const std::array<float, 8>& sums) {
  const float a = sums[0] + sums[4], b = sums[1] + sums[5];
  const float c = sums[2] + sums[6], d = sums[3] + sums[7];
  return (a + c) + (b + d);
}

float halves_portable(const float* query, const std::uint16_t* half, std::size_t dims) {
  std::array<float, 8> sums{};
  for (std::size_t d = 0; d < dims; ++d) sums[d % 8] += query[d] * float_of(half[d]);
  return sum_of(sums);
}

constexpr DotKernels kPortable{KernelKind::portable, codes_portable, halves_portable};

#ifdef NUNCHI_X86

constexpr std::size_t kAhead = 8;  // rows of a list that are fetched before their turn

__attribute__((target("avx2"))) std::int32_t sum_of(__m256i sums) {
  __m128i four = _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
  four = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0x4E));
  four = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0xB1));
  return _mm_cvtsi128_si32(four);
}

__attribute__((target("avx2"))) void codes_avx2(const std::int16_t* query, const std::int8_t* codes,
                                                std::size_t stride, const std::uint32_t* rows,
                                                std::size_t count, std::int32_t* out) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::int8_t* row = codes + row_at(rows, i) * stride;
    if (rows && i + kAhead < count) {
      const auto* ahead = reinterpret_cast<const char*>(codes + rows[i + kAhead] * stride);
      for (std::size_t d = 0; d < stride; d += 64) _mm_prefetch(ahead + d, _MM_HINT_T0);
    }
    __m256i even = _mm256_setzero_si256(), odd = _mm256_setzero_si256();
    for (std::size_t d = 0; d < stride; d += 32) {
      const auto* eight_bits = reinterpret_cast<const __m128i*>(row + d);
      const auto* sixteen_bits = reinterpret_cast<const __m256i*>(query + d);
      const __m256i a = _mm256_cvtepi8_epi16(_mm_loadu_si128(eight_bits));
      const __m256i b = _mm256_cvtepi8_epi16(_mm_loadu_si128(eight_bits + 1));
      even = _mm256_add_epi32(even, _mm256_madd_epi16(a, _mm256_loadu_si256(sixteen_bits)));
      odd = _mm256_add_epi32(odd, _mm256_madd_epi16(b, _mm256_loadu_si256(sixteen_bits + 1)));
    }
    out[i] = sum_of(_mm256_add_epi32(even, odd));
  }
}

// Without FMA, which would round once where the portable kernel rounds twice.
__attribute__((target("avx2,f16c"))) float halves_avx2(const float* query,
                                                       const std::uint16_t* half,
                                                       std::size_t dims) {
  __m256 sums = _mm256_setzero_ps();
  std::size_t d = 0;
  for (; d + 8 <= dims; d += 8) {
    const __m256 values =
        _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(half + d)));
    sums = _mm256_add_ps(sums, _mm256_mul_ps(_mm256_loadu_ps(query + d), values));
  }
  std::array<float, 8> apart;
  _mm256_storeu_ps(apart.data(), sums);
  for (; d < dims; ++d) apart[d % 8] += query[d] * float_of(half[d]);
  return sum_of(apart);
}

__attribute__((target("avx2,avx512f,avx512bw,avx512vnni"))) void codes_avx512(
    const std::int16_t* query, const std::int8_t* codes, std::size_t stride,
    const std::uint32_t* rows, std::size_t count, std::int32_t* out) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::int8_t* row = codes + row_at(rows, i) * stride;
    if (rows && i + kAhead < count) {
      const auto* ahead = reinterpret_cast<const char*>(codes + rows[i + kAhead] * stride);
      for (std::size_t d = 0; d < stride; d += 64) _mm_prefetch(ahead + d, _MM_HINT_T0);
    }
    __m512i even = _mm512_setzero_si512(), odd = _mm512_setzero_si512();
    for (std::size_t d = 0; d < stride; d += 64) {
      const auto* eight_bits = reinterpret_cast<const __m256i*>(row + d);
      const __m512i a = _mm512_cvtepi8_epi16(_mm256_loadu_si256(eight_bits));
      const __m512i b = _mm512_cvtepi8_epi16(_mm256_loadu_si256(eight_bits + 1));
      even = _mm512_dpwssd_epi32(even, a, _mm512_loadu_si512(query + d));
      odd = _mm512_dpwssd_epi32(odd, b, _mm512_loadu_si512(query + d + 32));
    }
    alignas(64) std::array<std::int32_t, 16> sums;
    _mm512_store_si512(sums.data(), _mm512_add_epi32(even, odd));
    const auto* halves = reinterpret_cast<const __m256i*>(sums.data());
    out[i] = sum_of(_mm256_add_epi32(_mm256_load_si256(halves), _mm256_load_si256(halves + 1)));
  }
}

constexpr DotKernels kAvx2{KernelKind::avx2, codes_avx2, halves_avx2};
constexpr DotKernels kAvx512{KernelKind::avx512, codes_avx512, halves_avx2};

#endif

}  // namespace

bool processor_has(KernelKind kind) noexcept {
#ifdef NUNCHI_X86
  // Every processor with AVX2 has F16C too, which clang cannot be asked about.
  const bool avx2 = __builtin_cpu_supports("avx2");
  switch (kind) {
    case KernelKind::portable: return true;
    case KernelKind::avx2: return avx2;
    case KernelKind::avx512:
      return avx2 && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni");
  }
  return false;
#else
  return kind == KernelKind::portable;
#endif
}

const DotKernels& kernels_of([[maybe_unused]] KernelKind kind) {
#ifdef NUNCHI_X86
  if (kind == KernelKind::avx512) return kAvx512;
  if (kind == KernelKind::avx2) return kAvx2;
#endif
  return kPortable;
}

const DotKernels& best_kernels() {
  if (processor_has(KernelKind::avx512)) return kernels_of(KernelKind::avx512);
  if (processor_has(KernelKind::avx2)) return kernels_of(KernelKind::avx2);
  return kPortable;
}

}  // namespace nunchi::library
