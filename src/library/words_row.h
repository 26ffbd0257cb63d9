// The row of a moment in the full-text index `words`.
//
// For this folder only. Throws SqliteFailure.
#pragma once

#include <cstdint>

#include "library/connection.h"

namespace nunchi::library {

// Writes the row anew from what the other tables hold: text seen in the pictures, words of a post,
// names of the files. Texts are NFC. A moment without any words has no row.
void refresh_words(Connection& connection, std::int64_t moment);

// The same for the whole photo or video of an asset, whose file names have changed.
void refresh_words_of_asset(Connection& connection, std::int64_t asset);

}  // namespace nunchi::library
