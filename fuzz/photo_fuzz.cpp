// All kinds through the one door: which reader is chosen, and what is made of what they find.
#include "decode/photo.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto photo =
      nunchi::decode::decode_photo(std::as_bytes(std::span(data, size)), {.most_pixels = 1 << 20});
  if (!photo && photo.error().message.find('\n') != std::string::npos) __builtin_trap();
  return 0;
}
