#include "library/geography.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "library/sqlite_handles.h"

namespace nunchi::library {
namespace {

void metres_between_in_sql(sqlite3_context* context, int, sqlite3_value** values) {
  for (int i = 0; i < 4; ++i) {
    if (sqlite3_value_type(values[i]) == SQLITE_NULL) return;
  }
  sqlite3_result_double(
      context, metres_between(sqlite3_value_double(values[0]), sqlite3_value_double(values[1]),
                              sqlite3_value_double(values[2]), sqlite3_value_double(values[3])));
}

}  // namespace

double metres_between(double latitude_a, double longitude_a, double latitude_b,
                      double longitude_b) noexcept {
  constexpr double kRadius = 6'371'008.8, kRadians = std::numbers::pi / 180;
  const double north = std::sin((latitude_b - latitude_a) * kRadians / 2);
  const double east = std::sin((longitude_b - longitude_a) * kRadians / 2);
  const double h = north * north +
                   std::cos(latitude_a * kRadians) * std::cos(latitude_b * kRadians) * east * east;
  return 2 * kRadius * std::asin(std::sqrt(std::min(1.0, h)));
}

void add_geography(sqlite3* database) {
  check(database,
        sqlite3_create_function_v2(database, "metres_between", 4,
                                   SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr,
                                   metres_between_in_sql, nullptr, nullptr, nullptr));
}

}  // namespace nunchi::library
