// Intervals: how far a figure measured on few examples can be trusted.
//
// Pure functions of their arguments; may run on any thread. The bootstrap gives the same interval
// for the same seed on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

namespace nunchi::measure {

struct Interval {
  double low = 0, high = 0;
};

// Of a share of `successes` among `trials` (Wilson 1927), by default at 95 %: `z` standard
// deviations of the normal distribution. [0, 1] without trials.
Interval wilson_interval(std::size_t successes, std::size_t trials, double z = 1.959963984540054);

struct BootstrapOptions {
  int resamples = 1000;
  double confidence = 0.95;  // (0, 1)
  std::uint32_t seed = 1;
};

// Of any figure (Efron 1979, percentiles with linear interpolation): `figure` is called with the
// indices of as many examples as there are, drawn with replacement. {0, 0} without examples.
// Fewer than 2^32 examples.
Interval bootstrap_interval(std::size_t examples,
                            const std::function<double(std::span<const std::size_t>)>& figure,
                            const BootstrapOptions& options = {});

}  // namespace nunchi::measure
