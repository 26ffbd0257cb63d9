#include "cli/typed_values.h"

#include <charconv>
#include <cmath>
#include <string>

namespace nunchi::cli {
namespace {

using namespace std::chrono;

// Takes text apart from its beginning.
class Reader {
 public:
  explicit Reader(std::string_view text) : left_(text) {}

  bool ended() const { return left_.empty(); }
  bool sign(char wanted) {
    if (!left_.starts_with(wanted)) return false;
    left_.remove_prefix(1);
    return true;
  }
  // Exactly so many digits.
  std::optional<int> digits(std::size_t count) {
    int value = 0;
    if (left_.size() < count) return std::nullopt;
    for (const char digit : left_.substr(0, count)) {
      if (digit < '0' || digit > '9') return std::nullopt;
      value = 10 * value + (digit - '0');
    }
    left_.remove_prefix(count);
    return value;
  }

 private:
  std::string_view left_;
};

std::optional<minutes> zone(Reader& text) {
  if (text.sign('Z')) return minutes(0);
  const bool west = text.sign('-');
  if (!west && !text.sign('+')) return std::nullopt;
  const auto h = text.digits(2);
  text.sign(':');
  const auto m = text.digits(2);
  if (!h || !m || *h > 14 || *m > 59) return std::nullopt;
  return (west ? -1 : 1) * (hours(*h) + minutes(*m));
}

std::optional<Taken> read_date(Reader text) {
  Taken taken{.source = "owner", .precision = Precision::year};
  int month_of = 1, day_of = 1;
  const auto y = text.digits(4);
  if (!y || *y < 1) return std::nullopt;
  if (text.sign('-')) {
    const auto m = text.digits(2);
    if (!m) return std::nullopt;
    month_of = *m;
    taken.precision = Precision::month;
    if (text.sign('-')) {
      const auto d = text.digits(2);
      if (!d) return std::nullopt;
      day_of = *d;
      taken.precision = Precision::day;
    }
  }
  const year_month_day date{year(*y), month(static_cast<unsigned>(month_of)),
                            day(static_cast<unsigned>(day_of))};
  if (!date.ok()) return std::nullopt;
  taken.local = local_days(date);
  if (text.ended()) return taken;
  if (taken.precision != Precision::day || (!text.sign('T') && !text.sign(' '))) {
    return std::nullopt;
  }
  const auto h = text.digits(2);
  const bool colon = text.sign(':');
  const auto m = text.digits(2);
  if (!h || !colon || !m || *h > 23 || *m > 59) return std::nullopt;
  taken.local += hours(*h) + minutes(*m);
  taken.precision = Precision::minute;
  if (text.sign(':')) {
    const auto s = text.digits(2);
    if (!s || *s > 59) return std::nullopt;
    taken.local += seconds(*s);
    taken.precision = Precision::second;
  }
  if (text.ended()) return taken;
  taken.offset = zone(text);
  if (!taken.offset || !text.ended()) return std::nullopt;
  return taken;
}

}  // namespace

Result<Taken> typed_date(std::string_view text) {
  if (auto taken = read_date(Reader(text))) return *std::move(taken);
  return Error{ErrorCode::invalid_argument,
               "\"" + std::string(text) + "\" is no date such as 2019-07-03T14:03"};
}

Result<Position> typed_position(std::string_view text) {
  Position position;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, position.latitude);
  if (first.ec == std::errc() && first.ptr != end && *first.ptr == ',') {
    const char* from = first.ptr + 1;
    while (from != end && *from == ' ') ++from;
    const auto second = std::from_chars(from, end, position.longitude);
    if (second.ec == std::errc() && second.ptr == end && std::abs(position.latitude) <= 90 &&
        std::abs(position.longitude) <= 180) {
      return position;
    }
  }
  return Error{ErrorCode::invalid_argument,
               "\"" + std::string(text) + "\" is no position such as 37.57,126.98"};
}

local_seconds end_of(const Taken& typed) {
  const auto day_of = floor<days>(typed.local);
  const year_month_day date(day_of);
  switch (typed.precision) {
    case Precision::second: return typed.local + seconds(1);
    case Precision::minute: return typed.local + minutes(1);
    case Precision::day: return local_seconds(day_of + days(1));
    case Precision::month: return local_days(date.year() / date.month() / day(1) + months(1));
    case Precision::year: return local_days((date.year() + years(1)) / January / day(1));
  }
  return typed.local;
}

}  // namespace nunchi::cli
