#include <string>

#include "decode/name_date.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string name(data, data + size);
  const std::chrono::sys_seconds now{std::chrono::seconds{1'700'000'000}};
  if (const auto date = nunchi::decode::date_in_name(name))
    (void)nunchi::decode::believe(*date, now);
  (void)nunchi::decode::believe({name, name, "fuzz"}, now);
  return 0;
}
