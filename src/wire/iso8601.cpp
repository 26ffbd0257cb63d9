#include "wire/iso8601.h"

#include <cstdlib>

namespace nunchi::wire {
namespace {

// The number at text[at, at + digits), or -1 where there is something else.
int number_at(std::string_view text, std::size_t at, std::size_t digits) {
  int number = 0;
  for (const char c : text.substr(at, digits)) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<std::chrono::minutes> parse_offset(std::string_view text) {
  if (text == "Z") return std::chrono::minutes{0};
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return {};
  const int hours = number_at(text, 1, 2);
  const int minutes = number_at(text, 4, 2);
  if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 14 * 60) return {};
  return std::chrono::minutes{(text[0] == '-' ? -1 : 1) * (hours * 60 + minutes)};
}

}  // namespace

std::optional<Taken> parse_iso8601(std::string_view text) {
  using namespace std::chrono;
  constexpr std::string_view kForm = "0000-00-00T00:00:00";
  if (text.size() < kForm.size()) return {};
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    if (kForm[i] != '0' && text[i] != kForm[i]) return {};
  }
  const auto field = [&](std::size_t at, std::size_t digits) {
    return number_at(text, at, digits);
  };
  const year_month_day date{year{field(0, 4)}, month{static_cast<unsigned>(field(5, 2))},
                            day{static_cast<unsigned>(field(8, 2))}};
  const int hour = field(11, 2), minute = field(14, 2), second = field(17, 2);
  if (field(0, 4) < 0 || !date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
      second < 0 || second > 60) {
    return {};
  }
  Taken taken{.local = local_days{date} + hours{hour} + minutes{minute} + seconds{second}};
  if (text.size() > kForm.size()) {
    taken.offset = parse_offset(text.substr(kForm.size()));
    if (!taken.offset) return {};
  }
  return taken;
}

}  // namespace nunchi::wire
