// Plain JPEG files at 1/4 or 1/8 of their size, two to three times as fast as libjpeg-turbo: of
// each block only the lowest frequencies are read, the rest is skipped several symbols at a time.
//
// Only for sound files of the commonest make: for all others it says nothing, and the caller goes
// on with libjpeg-turbo, which knows what to show of damaged ones. Pure function, any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace nunchi::decode {

// One grey plane, or three of the same size: Y, Cb, Cr (JFIF), 8 bits.
struct ReducedJpeg {
  int width = 0;  // that of the picture over the divisor, rounded up
  int height = 0;
  int stride = 0;  // bytes from row to row, of every plane
  std::vector<std::vector<std::uint8_t>> planes;
};

// `divisor` is 4 or 8. Each pixel is the mean of the pixels that it stands for, less their
// frequencies above its own.
std::optional<ReducedJpeg> decode_reduced(std::span<const std::byte> bytes, int divisor);

}  // namespace nunchi::decode
