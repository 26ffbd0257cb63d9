// Dates and positions as people type them. Pure.
#pragma once

#include <string_view>

#include "core/origin.h"
#include "core/result.h"

namespace nunchi::cli {

// "2019", "2019-07", "2019-07-03", "2019-07-03T14:03", "2019-07-03T14:03:05", the last two also
// with "+09:00" or "Z"; a space for the T. The source is "owner", the precision what was typed.
Result<Taken> typed_date(std::string_view text);

// "37.57,126.98": latitude and longitude in degrees.
Result<Position> typed_position(std::string_view text);

// The first second behind what was typed: of "2019-07" the first of August.
std::chrono::local_seconds end_of(const Taken& typed);

}  // namespace nunchi::cli
