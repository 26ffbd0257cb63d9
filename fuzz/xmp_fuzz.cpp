#include "decode/xmp.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto facts = nunchi::decode::read_xmp(std::as_bytes(std::span(data, size)));
  for (int orientation = 1; orientation <= 8; ++orientation) {
    for (const auto& region : nunchi::decode::regions_of(facts.areas, orientation, 100, 50)) {
      if (!(region.box.left >= 0 && region.box.right <= 101 && region.box.bottom <= 51))
        __builtin_trap();
    }
  }
  return 0;
}
