#include "decode/colour.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto icc = std::as_bytes(std::span(data, size));
  nunchi::Image image = nunchi::black_image(4, 4);
  nunchi::decode::to_srgb(image, icc);
  nunchi::decode::cmyk_to_srgb(std::vector<std::uint8_t>(64, 90), nunchi::decode::Ink::plain, icc,
                               image);
  return 0;
}
