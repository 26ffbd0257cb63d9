#include "decode/name_date.h"

#include <array>
#include <string>
#include <string_view>

namespace nunchi::decode {
namespace {

bool is_digit(char sign) noexcept { return sign >= '0' && sign <= '9'; }

// A text read from the left; every step that fails takes nothing.
class Scanner {
 public:
  Scanner(std::string_view text, std::size_t at) : rest_(text.substr(at)) {}

  bool at_digit() const noexcept { return !rest_.empty() && is_digit(rest_.front()); }
  // "" where the number is none of `digits` digits within the limits.
  std::string number(std::size_t digits, int least, int most) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (i >= rest_.size() || !is_digit(rest_[i])) return {};
      value = 10 * value + (rest_[i] - '0');
    }
    if (value < least || value > most) return {};
    const std::string_view taken = rest_.substr(0, digits);
    rest_.remove_prefix(digits);
    return std::string(taken);
  }
  bool take(std::string_view sign) {
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(sign.size());
    return true;
  }
  // One of the signs, or '\0'.
  char take_any_of(std::string_view signs) {
    if (rest_.empty() || signs.find(rest_.front()) == std::string_view::npos) return '\0';
    const char sign = rest_.front();
    rest_.remove_prefix(1);
    return sign;
  }
  std::size_t digits_ahead() const noexcept {
    std::size_t count = 0;
    while (count < rest_.size() && is_digit(rest_[count])) ++count;
    return count;
  }

 private:
  std::string_view rest_;
};

// Hour, minute, second and perhaps a fraction, and no more digits.
std::string time_at(Scanner scanner) {
  const std::string hour = scanner.number(2, 0, 23);
  scanner.take_any_of("-_.:h");
  const std::string minute = scanner.number(2, 0, 59);
  scanner.take_any_of("-_.:m");
  const std::string second = scanner.number(2, 0, 59);
  if (hour.empty() || minute.empty() || second.empty()) return {};
  const std::size_t fraction = scanner.digits_ahead();
  if (fraction != 0 && fraction != 2 && fraction != 3) return {};
  return hour + ':' + minute + ':' + second;
}

std::string time_behind_a_date(const Scanner& scanner) {
  constexpr std::array<std::string_view, 9> kJoints = {"",  "-",  "_",    ".",   " ",
                                                       "T", ", ", " at ", "_at_"};
  for (const std::string_view joint : kJoints) {
    Scanner behind = scanner;
    if (!behind.take(joint)) continue;
    if (std::string time = time_at(behind); !time.empty()) return time;
  }
  return {};
}

// Year, month, day with one separator or none, and perhaps a time.
std::string date_at(Scanner scanner) {
  const std::string year = scanner.number(4, 1980, 2099);
  const char separator = scanner.take_any_of("-_.");
  const std::string month = scanner.number(2, 1, 12);
  if (separator != '\0' && scanner.take_any_of("-_.") != separator) return {};
  const std::string day = scanner.number(2, 1, 31);
  if (year.empty() || month.empty() || day.empty()) return {};
  const std::string date = year + ':' + month + ':' + day;
  if (const std::string time = time_behind_a_date(scanner); !time.empty()) return date + ' ' + time;
  return scanner.at_digit() ? std::string() : date;
}

}  // namespace

std::optional<WrittenDate> date_in_name(const std::filesystem::path& file) {
  const std::string name = file.stem().string();
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (!is_digit(name[at]) || (at > 0 && is_digit(name[at - 1]))) continue;
    std::string when = date_at(Scanner(name, at));
    if (!when.empty()) return WrittenDate{std::move(when), "", "name"};
  }
  return std::nullopt;
}

}  // namespace nunchi::decode
