// How a Taken lies in columns: at (local seconds since 1970), offset_min, precision, taken_by.
//
// For this folder only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/origin.h"

namespace nunchi::library {

// `at` of a moment whose time nobody knows: before all others, the year -1200.
constexpr std::int64_t kNoTime = -100'000'000'000;

struct TakenColumns {
  std::int64_t at = kNoTime;
  std::optional<std::int64_t> offset_min;
  Precision precision = Precision::second;
  std::optional<std::string> by;  // Taken::source; absent where the time is unknown
};

inline TakenColumns columns_of(const std::optional<Taken>& taken) {
  TakenColumns columns;
  if (!taken) return columns;
  columns.at = taken->local.time_since_epoch().count();
  if (taken->offset) columns.offset_min = taken->offset->count();
  columns.precision = taken->precision;
  columns.by = taken->source;
  return columns;
}

inline std::optional<Taken> taken_of(const TakenColumns& columns) {
  if (!columns.by) return std::nullopt;
  Taken taken{.local = std::chrono::local_seconds(std::chrono::seconds(columns.at)),
              .source = *columns.by,
              .precision = columns.precision};
  if (columns.offset_min) taken.offset = std::chrono::minutes(*columns.offset_min);
  return taken;
}

}  // namespace nunchi::library
