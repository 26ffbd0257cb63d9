// Entries of the library on standard output, a line each.
#pragma once

#include <vector>

#include "core/result.h"
#include "library/library.h"
#include "library/listing.h"

namespace nunchi::cli {

// For people: when and which file. For programs: {"file","hash","kind","taken",…}, docs/json.md.
Status print_entries(library::Library& library, const std::vector<library::Entry>& entries,
                     bool json);

}  // namespace nunchi::cli
