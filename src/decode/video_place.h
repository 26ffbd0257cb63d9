// Places as videos write them: ISO 6709, annex H. A pure function.
#pragma once

#include <optional>
#include <string_view>

#include "core/origin.h"

namespace nunchi::decode {

// "+35.1587+129.1604+003.500/", also in minutes ("+3509.52+12909.62/") and seconds. Empty where it
// is no position, and for 0°, 0°, which is what devices without a fix write.
std::optional<Position> parse_iso6709(std::string_view text);

}  // namespace nunchi::decode
