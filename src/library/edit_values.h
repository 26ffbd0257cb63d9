// How dates and positions stand in the journal: as short texts.
//
// For this folder only. Reading refuses what writing would not have written: corrupt_data
// (SqliteFailure).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "library/taken_columns.h"

namespace nunchi::library {

// "1562162585 540 0": at, offset_min ("-" unknown), precision.
std::string text_of_taken(const TakenColumns& taken);
TakenColumns taken_from_text(const std::string& text);

struct PositionColumns {
  double latitude = 0, longitude = 0;
  std::optional<double> altitude;
  std::optional<std::int64_t> place_id;
};

// "37.57 126.98 - 12": latitude, longitude, altitude, place_id ("-" absent); each number as short
// as reads back equal.
std::string text_of_position(const PositionColumns& position);
PositionColumns position_from_text(const std::string& text);

}  // namespace nunchi::library
