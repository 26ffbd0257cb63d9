#include "decode/exif.h"
#include "decode/raw_in_tiff.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  const auto facts = nunchi::decode::read_exif(bytes);
  if (facts.orientation && (*facts.orientation < 1 || *facts.orientation > 8)) __builtin_trap();
  if (facts.gps && !(facts.gps->latitude >= -90 && facts.gps->latitude <= 90)) __builtin_trap();
  for (const auto& date : facts.dates) {
    (void)nunchi::decode::believe(date,
                                  std::chrono::sys_seconds{std::chrono::seconds{1'700'000'000}});
  }
  (void)nunchi::decode::holds_raw(bytes);
  return 0;
}
