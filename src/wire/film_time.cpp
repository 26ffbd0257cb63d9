#include "wire/film_time.h"

#include <algorithm>

namespace nunchi::wire {

std::string time_text(std::chrono::microseconds time) {
  const auto all =
      std::max<std::int64_t>(0, std::chrono::floor<std::chrono::seconds>(time).count());
  const std::int64_t hours = all / 3600, minutes = all / 60 % 60;
  const auto two_digits = [](std::int64_t value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
  };
  std::string text =
      hours > 0 ? std::to_string(hours) + ":" + two_digits(minutes) : std::to_string(minutes);
  return text + ":" + two_digits(all % 60);
}

std::string span_text(const FilmSpan& span) {
  const std::string from = time_text(span.from), until = time_text(span.until);
  return from == until ? from : from + "–" + until;
}

}  // namespace nunchi::wire
