#include "decode/video_place.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace nunchi::decode {
namespace {

// Takes a signed number off the front of a text, without its sign.
struct Part {
  bool negative = false;
  std::size_t whole_digits = 0;
  double value = 0;
};

std::optional<Part> take_part(std::string_view& text) {
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  Part part{.negative = text.front() == '-'};
  text.remove_prefix(1);
  const std::size_t length = std::min(text.find_first_not_of("0123456789."), text.size());
  const std::string_view digits = text.substr(0, length);
  part.whole_digits = std::min(digits.find('.'), digits.size());
  const auto [end, failed] =
      std::from_chars(digits.data(), digits.data() + digits.size(), part.value);
  if (failed != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  text.remove_prefix(length);
  return part;
}

// Degrees, degrees and minutes, or degrees, minutes and seconds: the count of digits tells.
std::optional<double> degrees(const Part& part, std::size_t digits_of_degrees) {
  double value = part.value;
  if (part.whole_digits == digits_of_degrees + 2) {
    const double whole = std::floor(value / 100);
    value = whole + (value - 100 * whole) / 60;
  } else if (part.whole_digits == digits_of_degrees + 4) {
    const double whole = std::floor(value / 10'000);
    const double minutes = std::floor((value - 10'000 * whole) / 100);
    value = whole + minutes / 60 + (value - 10'000 * whole - 100 * minutes) / 3600;
  } else if (part.whole_digits > digits_of_degrees) {
    return std::nullopt;
  }
  return part.negative ? -value : value;
}

}  // namespace

std::optional<Position> parse_iso6709(std::string_view text) {
  const auto north = take_part(text);
  const auto east = north ? take_part(text) : std::nullopt;
  if (!east) return std::nullopt;
  const auto latitude = degrees(*north, 2), longitude = degrees(*east, 3);
  if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 180) {
    return std::nullopt;
  }
  if (*latitude == 0 && *longitude == 0) return std::nullopt;
  Position position{.latitude = *latitude, .longitude = *longitude};
  if (const auto height = take_part(text)) {
    const double metres = height->negative ? -height->value : height->value;
    if (std::abs(metres) < 100'000) position.altitude = metres;
  }
  return position;
}

}  // namespace nunchi::decode
