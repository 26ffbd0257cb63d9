#include <cstdint>

#include "decode/heif_references.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto mended =
      nunchi::decode::without_shared_auxiliaries(std::as_bytes(std::span(data, size)));
  if (!mended.empty() && mended.size() != size) __builtin_trap();
  return 0;
}
