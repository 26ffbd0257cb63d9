#include "core/origin.h"

#include <cstdio>
#include <cstdlib>

namespace nunchi {

std::string to_iso8601(const Taken& taken) {
  using namespace std::chrono;
  const auto day = floor<days>(taken.local);
  const year_month_day date{day};
  const hh_mm_ss time{taken.local - day};
  char text[48];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  std::string iso = text;
  if (taken.offset) {
    const int minutes = static_cast<int>(taken.offset->count());
    std::snprintf(text, sizeof text, "%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                  std::abs(minutes) % 60);
    iso += text;
  }
  return iso;
}

}  // namespace nunchi
