// Reading the times that core's to_iso8601 writes (ISO 8601, extended form, to the second).
#pragma once

#include <optional>
#include <string_view>

#include "core/origin.h"

namespace nunchi::wire {

// "2019-07-03T14:03:05", "2019-07-03T14:03:05+09:00", "…Z"; the source stays empty. nullopt:
// anything else, days and times that do not exist, an offset beyond 14 hours.
std::optional<Taken> parse_iso8601(std::string_view text);

}  // namespace nunchi::wire
