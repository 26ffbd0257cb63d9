// What the fuzzers of single formats share: one reader, called as decode_photo calls it, with
// little memory so that a run is quick.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "decode/decoded.h"
#include "decode/photo.h"

namespace nunchi::fuzz {

template <class Decode>
int decode_with(const Decode& decode, const std::uint8_t* data, std::size_t size) {
  decode::PhotoOptions options{.most_pixels = 1 << 20};
  // The last byte chooses whether the picture may come smaller.
  if (size > 0 && data[size - 1] % 2 == 1) options.least_side = 8;
  const auto decoded = decode(std::as_bytes(std::span(data, size)), options);
  if (!decoded) return decoded.error().message.empty() ? __builtin_trap(), 0 : 0;
  const Image& image = decoded->image;
  const std::size_t pixels =
      static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
  if (image.empty() || image.rgb.size() != 3 * pixels) __builtin_trap();
  return 0;
}

}  // namespace nunchi::fuzz
