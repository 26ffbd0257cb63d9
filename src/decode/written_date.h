// Dates as files write them → Taken, or the reason why such a date is not believed.
//
// Pure functions, any thread. What "now" is comes from the caller.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "core/origin.h"
#include "core/result.h"

namespace nunchi::decode {

struct WrittenDate {
  std::string when;    // "2019:07:03 14:03:05" (Exif), "2019-07-03T14:03:05+09:00" (XMP, ISO 8601)
  std::string offset;  // "+09:00", "Z" or ""; Exif keeps it apart
  std::string source;  // goes to Taken::source
};

// Fractions of a second are dropped, a missing time of day is midnight. corrupt_data, with what is
// wrong: no date, a day that no calendar has, before photography (1826) or more than a day after
// `now` (clocks at sea and wrong zones). An offset that is none is left out.
Result<Taken> believe(const WrittenDate& date, std::chrono::sys_seconds now);

}  // namespace nunchi::decode
