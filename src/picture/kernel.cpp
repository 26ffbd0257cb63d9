#include "picture/kernel.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace nunchi::picture {
namespace {

double support_of(Filter filter) noexcept {
  switch (filter) {
    case Filter::box: return 0.5;
    case Filter::bilinear: return 1.0;
    case Filter::bicubic: return 2.0;
  }
  return 1.0;
}

// Keys, "Cubic convolution interpolation for digital image processing" (1981), a = -0.5.
double cubic(double x) noexcept {
  constexpr double kA = -0.5;
  x = std::abs(x);
  if (x < 1) return ((kA + 2) * x - (kA + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * kA;
  return 0;
}

double value_at(Filter filter, double x) noexcept {
  switch (filter) {
    case Filter::box: return x > -0.5 && x <= 0.5 ? 1 : 0;
    case Filter::bilinear: return std::max(0.0, 1 - std::abs(x));
    case Filter::bicubic: return cubic(x);
  }
  return 0;
}

struct Run {
  int first = 0;
  std::vector<double> weights;  // sum 1
};

Run run_at(double center, double scale, double support, int input, Filter filter) {
  const int first = std::max(0, static_cast<int>(center - support + 0.5));
  const int last = std::min(input, static_cast<int>(center + support + 0.5));
  Run run{first, {}};
  double sum = 0;
  for (int i = first; i < last; ++i) {
    run.weights.push_back(value_at(filter, (i - center + 0.5) / scale));
    sum += run.weights.back();
  }
  while (!run.weights.empty() && run.weights.back() == 0) run.weights.pop_back();
  const auto lead =
      std::find_if(run.weights.begin(), run.weights.end(), [](double w) { return w != 0; });
  run.first += static_cast<int>(lead - run.weights.begin());
  run.weights.erase(run.weights.begin(), lead);
  if (run.weights.empty() || sum == 0) {
    return {std::clamp(static_cast<int>(center), 0, input - 1), {1.0}};
  }
  for (double& weight : run.weights) weight /= sum;
  return run;
}

// Rounding errors are carried to the next weight, so that the sum is exact and an even area keeps
// its colour.
void write_fixed(std::span<const double> weights, int bits, std::int16_t* out) {
  const double one = static_cast<double>(1 << bits);
  double exact = 0;
  int written = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    exact += weights[i] * one;
    const int until_here =
        i + 1 == weights.size() ? 1 << bits : static_cast<int>(std::lround(exact));
    out[i] = static_cast<std::int16_t>(until_here - written);
    written = until_here;
  }
}

}  // namespace

int Kernel::begin() const noexcept {
  return std::min_element(windows.begin(), windows.end(),
                          [](auto& a, auto& b) { return a.first < b.first; })
      ->first;
}

int Kernel::end() const noexcept {
  int end = 0;
  for (const Window& window : windows) end = std::max(end, window.first + window.count);
  return end;
}

bool Kernel::copies() const noexcept {
  for (int i = 0; i < size(); ++i) {
    const Window& window = windows[static_cast<std::size_t>(i)];
    if (window.count != 1 || window.first != windows[0].first + i) return false;
  }
  return true;
}

Kernel make_kernel(int input, double from, double until, int output, Filter filter) {
  const double step = (until - from) / output;
  const double scale = std::max(1.0, step);
  const double support = support_of(filter) * scale;

  std::vector<Run> runs;
  runs.reserve(static_cast<std::size_t>(output));
  std::size_t longest = 1;
  double largest = 0;
  for (int i = 0; i < output; ++i) {
    runs.push_back(run_at(from + (i + 0.5) * step, scale, support, input, filter));
    longest = std::max(longest, runs.back().weights.size());
    for (const double weight : runs.back().weights) largest = std::max(largest, std::abs(weight));
  }

  Kernel kernel;
  kernel.stride = static_cast<int>((longest + 3) / 4 * 4);
  // As many bits as the largest weight leaves in 16, with one of room for carried rounding; no
  // more than 20, where sums of 8-bit samples still fit in 32 bits.
  kernel.bits = 14;
  while (kernel.bits < 20 && largest * static_cast<double>(2 << kernel.bits) < 32000) ++kernel.bits;
  kernel.weights.resize(runs.size() * static_cast<std::size_t>(kernel.stride));
  kernel.windows.reserve(runs.size());
  for (std::size_t i = 0; i < runs.size(); ++i) {
    kernel.windows.push_back({runs[i].first, static_cast<int>(runs[i].weights.size())});
    write_fixed(runs[i].weights, kernel.bits,
                kernel.weights.data() + i * static_cast<std::size_t>(kernel.stride));
  }
  return kernel;
}

}  // namespace nunchi::picture
