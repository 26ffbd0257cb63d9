#include "measure/intervals.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace nunchi::measure {
namespace {

double percentile(std::span<const double> sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], place - std::floor(place));
}

}  // namespace

Interval wilson_interval(std::size_t successes, std::size_t trials, double z) {
  if (trials == 0) return {0, 1};
  const double n = static_cast<double>(trials);
  const double share = static_cast<double>(successes) / n;
  const double z2 = z * z;
  const double middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const double half = z * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n);
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

Interval bootstrap_interval(std::size_t examples,
                            const std::function<double(std::span<const std::size_t>)>& figure,
                            const BootstrapOptions& options) {
  if (examples == 0) return {};
  std::mt19937 dice(options.seed);
  // The standard's distributions differ between libraries; a product and a shift do not.
  const auto draw = [&] {
    return static_cast<std::size_t>((std::uint64_t{dice()} * examples) >> 32);
  };
  std::vector<double> figures;
  std::vector<std::size_t> drawn(examples);
  for (int i = 0; i < std::max(1, options.resamples); ++i) {
    std::generate(drawn.begin(), drawn.end(), draw);
    figures.push_back(figure(drawn));
  }
  std::sort(figures.begin(), figures.end());
  const double tail = (1 - options.confidence) / 2;
  return {percentile(figures, tail), percentile(figures, 1 - tail)};
}

}  // namespace nunchi::measure
