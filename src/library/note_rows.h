// How a Moment's notes, and what is odd about its file, lie in the tables note and region.
//
// For this folder only. Throws SqliteFailure.
#pragma once

#include <cstdint>

#include "core/moment.h"
#include "library/connection.h"

namespace nunchi::library {

void put_notes(Connection& connection, std::int64_t id, const Moment& moment);
void read_notes(Connection& connection, std::int64_t id, Moment& moment);

}  // namespace nunchi::library
