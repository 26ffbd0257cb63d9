#include "picture/passes.h"

#include <algorithm>

#include "picture/passes_avx2.h"

namespace nunchi::picture {
namespace {

std::uint8_t to_byte(int sum, int bits) noexcept {
  return static_cast<std::uint8_t>(std::clamp(sum >> bits, 0, 255));
}

void resample_pixels(std::span<const std::uint8_t> row, const Kernel& kernel, int begin,
                     std::uint8_t* out) {
  const int half = 1 << (kernel.bits - 1);
  for (int x = begin; x < kernel.size(); ++x) {
    const Kernel::Window window = kernel.windows[static_cast<std::size_t>(x)];
    const std::uint8_t* pixel = row.data() + 3 * static_cast<std::size_t>(window.first);
    const std::int16_t* weights = kernel.row(x);
    int red = half, green = half, blue = half;
    for (int k = 0; k < window.count; ++k, pixel += 3) {
      red += weights[k] * pixel[0];
      green += weights[k] * pixel[1];
      blue += weights[k] * pixel[2];
    }
    std::uint8_t* to = out + 3 * static_cast<std::size_t>(x);
    to[0] = to_byte(red, kernel.bits);
    to[1] = to_byte(green, kernel.bits);
    to[2] = to_byte(blue, kernel.bits);
  }
}

void blend_bytes(const RowRun& rows, std::span<const std::int16_t> weights, int bits,
                 std::size_t begin, std::uint8_t* out) {
  constexpr std::size_t kBlock = 64;
  for (std::size_t at = begin; at < rows.length; at += kBlock) {
    const std::size_t count = std::min(kBlock, rows.length - at);
    int sums[kBlock];
    std::fill_n(sums, kBlock, 1 << (bits - 1));
    const std::uint8_t* row = rows.first + at;
    for (const std::int16_t weight : weights) {
      for (std::size_t i = 0; i < count; ++i) sums[i] += weight * row[i];
      row += rows.step;
    }
    for (std::size_t i = 0; i < count; ++i) out[at + i] = to_byte(sums[i], bits);
  }
}

}  // namespace

void resample_row(std::span<const std::uint8_t> row, const Kernel& kernel, std::uint8_t* out,
                  Instructions instructions) {
  int begin = 0;
  if (instructions == Instructions::best && has_avx2()) {
    begin = resample_pixels_avx2(row, kernel, out);
  }
  resample_pixels(row, kernel, begin, out);
}

void blend_rows(const RowRun& rows, std::span<const std::int16_t> weights, int bits,
                std::uint8_t* out, Instructions instructions) {
  std::size_t begin = 0;
  if (instructions == Instructions::best && has_avx2()) {
    begin = blend_bytes_avx2(rows, weights, bits, out);
  }
  blend_bytes(rows, weights, bits, begin, out);
}

}  // namespace nunchi::picture
