// Stacking: which files are one picture to a person: a Live Photo and its video, a RAW file and the
// camera's JPEG of it, the shots of a burst. The best one stands in front, nothing is thrown away.
//
// The last pass of a fill. A pure function of what the library knows, so the order in which files
// came does not matter.
#pragma once

#include <cstdint>
#include <stop_token>

#include "core/result.h"
#include "library/library.h"

namespace nunchi::ingest {

// What waits in the queue for this pass is done; how many stacks were made or changed.
Result<std::uint64_t> stack_waiting(library::Library& library, const std::stop_token& stop);

}  // namespace nunchi::ingest
