// The owner's word on a moment, read and set as a whole.
//
// For this folder only. Throws SqliteFailure.
#pragma once

#include <cstdint>
#include <optional>

#include "library/connection.h"
#include "library/edits.h"
#include "library/journal.h"

namespace nunchi::library {

std::optional<EditState> read_edits(Connection& connection, std::int64_t moment);

// How the journal writes a corrected position; nothing for none.
EditValue position_value(Connection& connection, const std::optional<Position>& position,
                         const std::optional<Place>& place);

// Without an entry in the journal: for what is read in, not edited.
void put_edits(Connection& connection, std::int64_t moment, const EditState& edits);

}  // namespace nunchi::library
