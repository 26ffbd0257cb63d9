#include <span>

#include "decode/jpeg_reduced.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The frame's size is the file's to say: a great one would only be slow here.
  for (std::size_t i = 0; i + 9 < size; ++i) {
    const bool frame = data[i] == 0xff && (data[i + 1] == 0xc0 || data[i + 1] == 0xc1);
    if (frame && (data[i + 5] > 3 || data[i + 7] > 3)) return 0;
  }
  for (const int divisor : {4, 8}) {
    const auto reduced =
        nunchi::decode::decode_reduced(std::as_bytes(std::span(data, size)), divisor);
    if (!reduced) continue;
    for (const auto& plane : reduced->planes) {
      if (reduced->stride < reduced->width ||
          plane.size() < static_cast<std::size_t>(reduced->stride) *
                             static_cast<std::size_t>(reduced->height)) {
        __builtin_trap();
      }
    }
  }
  return 0;
}
