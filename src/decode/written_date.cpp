#include "decode/written_date.h"

#include <cstdlib>
#include <optional>

namespace nunchi::decode {
namespace {

using namespace std::chrono;

// Takes numbers and signs off the front of a text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  // Exactly `digits` digits, or nothing is taken.
  std::optional<int> number(std::size_t digits) {
    if (rest_.size() < digits) return std::nullopt;
    int value = 0;
    for (const char sign : rest_.substr(0, digits)) {
      if (sign < '0' || sign > '9') return std::nullopt;
      value = 10 * value + (sign - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }

  bool any_of(std::string_view signs) {
    if (rest_.empty() || signs.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void digits() {
    while (any_of("0123456789")) {
    }
  }

  std::string_view rest() const noexcept { return rest_; }

 private:
  std::string_view rest_;
};

std::optional<minutes> parse_offset(std::string_view text) {
  Scanner scan(text);
  while (scan.any_of(" ")) {
  }
  if (scan.any_of("Zz")) return minutes{0};
  const bool west = !scan.rest().empty() && scan.rest().front() == '-';
  if (!scan.any_of("+-")) return std::nullopt;
  const auto h = scan.number(2);
  scan.any_of(":");
  const int m = scan.number(2).value_or(0);
  if (!h || *h > 14 || m > 59 || 60 * *h + m > 14 * 60) return std::nullopt;
  const minutes distance{60 * *h + m};
  return west ? -distance : distance;
}

struct Parsed {
  year_month_day date;
  seconds time{0};
  std::string_view rest;
};

std::optional<Parsed> parse(std::string_view text) {
  Scanner scan(text);
  const auto y = scan.number(4);
  const bool separated = scan.any_of(":-/.");
  const auto m = scan.number(2);
  if (separated && !scan.any_of(":-/.")) return std::nullopt;
  const auto d = scan.number(2);
  if (!y || !m || !d) return std::nullopt;
  Parsed parsed{year{*y} / month{static_cast<unsigned>(*m)} / day{static_cast<unsigned>(*d)}};
  if (scan.any_of(" T")) {
    const auto hour = scan.number(2);
    scan.any_of(":");
    const auto minute = scan.number(2);
    scan.any_of(":");
    const int second = scan.number(2).value_or(0);
    if (!hour || !minute || *hour > 23 || *minute > 59 || second > 60) return std::nullopt;
    parsed.time = hours{*hour} + minutes{*minute} + seconds{second};
    if (scan.any_of(".,")) scan.digits();
  }
  parsed.rest = scan.rest();
  return parsed;
}

}  // namespace

Result<Taken> believe(const WrittenDate& date, std::chrono::sys_seconds now) {
  const auto refused = [&date](std::string_view why) {
    return Error{ErrorCode::corrupt_data,
                 date.source + " \"" + date.when + "\": " + std::string(why)};
  };
  const auto parsed = parse(date.when);
  if (!parsed) return refused("not a date");
  if (!parsed->date.ok()) return refused("no such day");
  if (parsed->date.year() < year{1826}) return refused("before photography");
  Taken taken{.local = local_days{parsed->date} + parsed->time, .source = date.source};
  if (taken.local.time_since_epoch() > (now + days{1}).time_since_epoch()) {
    return refused("lies in the future");
  }
  taken.offset = parse_offset(date.offset.empty() ? parsed->rest : date.offset);
  return taken;
}

}  // namespace nunchi::decode
