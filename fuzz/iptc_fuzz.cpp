#include "decode/iptc.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  (void)nunchi::decode::read_iptc(bytes);
  (void)nunchi::decode::read_iptc(nunchi::decode::iptc_among(bytes));
  return 0;
}
