// The later passes of a fill: what waits in the library's queue is looked at, newest first.
//
// Each answer is kept as it comes; what was taken and not finished waits again. Thread-safe as far
// as the Library is; several programs may look at one library at once.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "core/result.h"
#include "decode/photo.h"
#include "library/library.h"
#include "library/work_queue.h"
#include "perceive/eyes.h"

namespace nunchi::ingest {

struct SightCounts {
  std::uint64_t done = 0, failed = 0;
};

struct SightPassOptions {
  library::Pass pass = library::Pass::sight;
  decode::PhotoOptions photo;  // its limits; least_side is set by the eyes
  int threads = 1;
  // Both are called by one thread at a time.
  std::function<void(const SightCounts&)> progress;
  std::function<void(const std::string& file, const std::string& reason)> complain;
};

Result<SightCounts> look_at_waiting(library::Library& library, const perceive::Eyes& eyes,
                                    const SightPassOptions& options, const std::stop_token& stop);

}  // namespace nunchi::ingest
