// NetworksAlone: the networks that Eyes ran, opened with the same settings and given nothing else
// to do: what a photo cannot cost less than.
#pragma once

#include <filesystem>
#include <vector>

#include "core/result.h"
#include "models/locate.h"
#include "perceive/eyes.h"

namespace nunchi::bench {

struct TimedNetwork {
  perceive::NetworkUse use;  // runs: how often it is to run
  models::Located located;
};

// The networks that these uses name.
Result<std::vector<TimedNetwork>> locate_used(const models::Catalogue& catalogue,
                                              const std::filesystem::path& home,
                                              const std::vector<perceive::NetworkUse>& uses);

// Seconds that all runs take on random pictures, from as many threads as there are streams, each
// network's runs spread evenly among the others'.
Result<double> seconds_alone(const std::vector<TimedNetwork>& networks,
                             const perceive::EyesOptions& options, int threads);

}  // namespace nunchi::bench
