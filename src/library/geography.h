// Distances on the earth, for C++ and as an SQL function.
#pragma once

#include "core/origin.h"

struct sqlite3;

namespace nunchi::library {

// Metres along the great circle (haversine on a sphere of 6,371,008.8 m; within 0.6 % of WGS 84).
double metres_between(double latitude_a, double longitude_a, double latitude_b,
                      double longitude_b) noexcept;

// Adds metres_between(lat, lon, lat, lon) to a connection; NULL where an argument is NULL.
void add_geography(sqlite3* database);

}  // namespace nunchi::library
