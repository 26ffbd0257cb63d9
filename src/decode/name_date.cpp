#include "decode/name_date.h"

#include <regex>
#include <string>

namespace nunchi::decode {

std::optional<WrittenDate> date_in_name(const std::filesystem::path& file) {
  // Year, month, day with one separator or none; then, perhaps, hour, minute, second (and
  // fractions).
  static const std::regex kDate(
      "(?:^|[^0-9])((?:19[89]|20[0-9])[0-9])([-_.]?)(0[1-9]|1[0-2])\\2(0[1-9]|[12][0-9]|3[01])"
      "(?:(?:[-_. T]|, | at |_at_)?([01][0-9]|2[0-3])[-_.:h]?([0-5][0-9])[-_.:m]?([0-5][0-9])"
      "(?:[-_.]?[0-9]{2,3})?)?(?![0-9])");
  constexpr std::size_t kMostSigns = 255;  // of a name; std::regex recurses along it
  const std::string name = file.stem().string();
  std::smatch found;
  if (name.size() > kMostSigns || !std::regex_search(name, found, kDate)) return std::nullopt;
  std::string when = found[1].str() + ':' + found[3].str() + ':' + found[4].str();
  if (found[5].matched) {
    when += ' ' + found[5].str() + ':' + found[6].str() + ':' + found[7].str();
  }
  return WrittenDate{std::move(when), "", "name"};
}

}  // namespace nunchi::decode
