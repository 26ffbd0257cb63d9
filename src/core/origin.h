// When, where and by what a picture was taken, as far as its file says.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace nunchi {

// How far a time is to be trusted: a date read from a scan's name tells the day, not the second.
enum class Precision { second, minute, day, month, year };

// Taken: the time on the photographer's wall clock, and its distance from UTC where that is known.
struct Taken {
  std::chrono::local_seconds local{};          // wall clock where the picture was taken
  std::optional<std::chrono::minutes> offset;  // local - UTC, in [-14 h, +14 h]
  std::string source;                          // "exif", "exif-digitized", "xmp", "name", …
  Precision precision = Precision::second;
  bool operator==(const Taken&) const = default;
};

// ISO 8601: "2019-07-03T14:03:05+09:00", without the offset where it is unknown.
std::string to_iso8601(const Taken& taken);

// Position: WGS 84 degrees; latitude in [-90, 90], longitude in [-180, 180], metres above the sea.
struct Position {
  double latitude = 0, longitude = 0;
  std::optional<double> altitude;
  bool operator==(const Position&) const = default;
};

}  // namespace nunchi
