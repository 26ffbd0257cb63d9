// Pull: brings networks to this machine.
//
// Networks are fetched by the ordinary clients, or taken out of a pack (pack.h), checked against
// the hashes that the list pins, converted where they must be, and appear below home one by one,
// each whole. What fails changes nothing; what was fetched is kept, so that a pull that was
// interrupted goes on where it was. Several processes may pull at once: one works, the others wait.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/result.h"
#include "models/build.h"
#include "models/catalogue.h"
#include "models/places.h"
#include "models/progress.h"

namespace nunchi::models {

struct PullRequest {
  std::vector<std::string> names;  // empty: all of the set that this program has a reader for
  Set set = Set::all;
  std::optional<std::filesystem::path> pack;  // take them from here and ask nobody else
};

struct PullOptions {
  ProgressListener progress;
  std::stop_token stop;
  Converter convert = convert_with_infer;
};

struct Pulled {
  enum class Outcome {
    pulled,
    present,      // and whole: nothing was done
    unreachable,  // its URL could not be fetched, and it was not asked for by name
    failed
  };
  std::string network;
  Outcome outcome = Outcome::pulled;
  Error error;  // of unreachable and failed
};

// One outcome for each network of the request. An Error means that nothing could be done at all:
// invalid_argument (a name that is not in the list), cancelled, io_failure (home cannot be
// written), corrupt_data (the pack).
Result<std::vector<Pulled>> pull(const Catalogue& catalogue, const Places& places,
                                 const PullRequest& request, const PullOptions& options);

}  // namespace nunchi::models
