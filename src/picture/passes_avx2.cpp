#include "picture/passes_avx2.h"

#if defined(__x86_64__)
#include <immintrin.h>

#include <cstring>

#define NUNCHI_AVX2 __attribute__((target("avx2")))

namespace nunchi::picture {
namespace {

// Both weights of a pair in one 32-bit lane, as _mm256_madd_epi16 wants them.
std::int32_t pair_of(std::int16_t first, std::int16_t second) noexcept {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(static_cast<std::uint16_t>(first)) |
                                   static_cast<std::uint32_t>(static_cast<std::uint16_t>(second))
                                       << 16);
}

// Four 32-bit sums (red, green, blue, nothing) → 8 bits each in the low 4 bytes.
NUNCHI_AVX2 inline std::uint32_t pack_pixel(__m128i sums, __m128i bits) noexcept {
  sums = _mm_sra_epi32(sums, bits);
  sums = _mm_packs_epi32(sums, sums);
  sums = _mm_packus_epi16(sums, sums);
  return static_cast<std::uint32_t>(_mm_cvtsi128_si32(sums));
}

// Adds `weights` times 32 bytes of two rows to the sums: 8 lanes each, in the order of unpacking.
struct Sums {
  __m256i a, b, c, d;
};

NUNCHI_AVX2 inline void add_pair(Sums& sums, __m256i first, __m256i second,
                                 __m256i weights) noexcept {
  const __m256i zero = _mm256_setzero_si256();
  const __m256i low = _mm256_unpacklo_epi8(first, second);
  const __m256i high = _mm256_unpackhi_epi8(first, second);
  const auto add = [weights](__m256i sum, __m256i pairs) NUNCHI_AVX2 {
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, weights));
  };
  sums.a = add(sums.a, _mm256_unpacklo_epi8(low, zero));
  sums.b = add(sums.b, _mm256_unpackhi_epi8(low, zero));
  sums.c = add(sums.c, _mm256_unpacklo_epi8(high, zero));
  sums.d = add(sums.d, _mm256_unpackhi_epi8(high, zero));
}

NUNCHI_AVX2 inline __m256i load(const std::uint8_t* bytes) noexcept {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
}

}  // namespace

bool has_avx2() noexcept { return __builtin_cpu_supports("avx2") != 0; }

NUNCHI_AVX2 int resample_pixels_avx2(std::span<const std::uint8_t> row, const Kernel& kernel,
                                     std::uint8_t* out) {
  // Pixels 0 and 1 of four go to the low lane, 2 and 3 to the high one: 16-bit pairs for each
  // colour.
  const __m256i order =
      _mm256_setr_epi8(0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1,  //
                       6, -1, 9, -1, 7, -1, 10, -1, 8, -1, 11, -1, -1, -1, -1, -1);
  const __m256i spread = _mm256_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1);
  const __m256i start = _mm256_setr_epi32(1 << (kernel.bits - 1), 1 << (kernel.bits - 1),
                                          1 << (kernel.bits - 1), 0, 0, 0, 0, 0);
  const __m128i bits = _mm_cvtsi32_si128(kernel.bits);
  int x = 0;
  for (; x + 1 < kernel.size(); ++x) {  // 4 bytes are written for 3: never at the very end
    const Kernel::Window window = kernel.windows[static_cast<std::size_t>(x)];
    const std::size_t first = 3 * static_cast<std::size_t>(window.first);
    const std::size_t fours = (static_cast<std::size_t>(window.count) + 3) / 4;
    if (first + 12 * (fours - 1) + 16 > row.size()) break;
    const std::uint8_t* pixels = row.data() + first;
    const std::int16_t* weights = kernel.row(x);
    __m256i sums = start;
    for (std::size_t k = 0; k < fours; ++k, pixels += 12, weights += 4) {
      const __m256i four =
          _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(pixels)));
      const __m256i weight = _mm256_permutevar8x32_epi32(
          _mm256_castsi128_si256(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(weights))),
          spread);
      sums = _mm256_add_epi32(sums, _mm256_madd_epi16(_mm256_shuffle_epi8(four, order), weight));
    }
    const std::uint32_t pixel = pack_pixel(
        _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1)), bits);
    std::memcpy(out + 3 * static_cast<std::size_t>(x), &pixel, sizeof pixel);
  }
  return x;
}

NUNCHI_AVX2 std::size_t blend_bytes_avx2(const RowRun& rows, std::span<const std::int16_t> weights,
                                         int bits, std::uint8_t* out) {
  constexpr std::size_t kBlock = 32;
  const __m256i half = _mm256_set1_epi32(1 << (bits - 1));
  const __m128i shift = _mm_cvtsi32_si128(bits);
  std::size_t at = 0;
  for (; at + kBlock <= rows.length; at += kBlock) {
    Sums sums{half, half, half, half};
    const std::uint8_t* row = rows.first + at;
    std::size_t k = 0;
    for (; k + 1 < weights.size(); k += 2, row += 2 * rows.step) {
      add_pair(sums, load(row), load(row + rows.step),
               _mm256_set1_epi32(pair_of(weights[k], weights[k + 1])));
    }
    if (k < weights.size()) {
      add_pair(sums, load(row), _mm256_setzero_si256(), _mm256_set1_epi32(pair_of(weights[k], 0)));
    }
    const __m256i low =
        _mm256_packs_epi32(_mm256_sra_epi32(sums.a, shift), _mm256_sra_epi32(sums.b, shift));
    const __m256i high =
        _mm256_packs_epi32(_mm256_sra_epi32(sums.c, shift), _mm256_sra_epi32(sums.d, shift));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + at), _mm256_packus_epi16(low, high));
  }
  return at;
}

}  // namespace nunchi::picture

#else

namespace nunchi::picture {

bool has_avx2() noexcept { return false; }
int resample_pixels_avx2(std::span<const std::uint8_t>, const Kernel&, std::uint8_t*) { return 0; }
std::size_t blend_bytes_avx2(const RowRun&, std::span<const std::int16_t>, int, std::uint8_t*) {
  return 0;
}

}  // namespace nunchi::picture

#endif
