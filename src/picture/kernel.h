// Kernel: the weights with which one axis of a picture is resampled, in fixed point.
//
// Each output sample is a weighted sum of a run of input samples. Weights follow Pillow's
// resize: the filter is sampled at input centres (half integers) and widened by the step when the
// picture shrinks. An immutable value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "picture/resize.h"

namespace nunchi::picture {

struct Kernel {
  struct Window {
    int first = 0;  // the first input sample of the run
    int count = 0;  // its length, at least 1
  };
  std::vector<Window> windows;        // one for each output sample
  std::vector<std::int16_t> weights;  // `stride` for each window; zero beyond its count
  int stride = 0;                     // a multiple of 4
  int bits = 0;                       // the weights of each window sum up to 1 << bits

  int size() const noexcept { return static_cast<int>(windows.size()); }
  const std::int16_t* row(int output) const noexcept {
    return weights.data() + static_cast<std::size_t>(output) * static_cast<std::size_t>(stride);
  }
  int begin() const noexcept;  // the input samples that are used at all: [begin, end)
  int end() const noexcept;
  bool copies() const noexcept;  // every output sample is one input sample, one after the other
};

// [from, until) of an axis of `input` samples onto `output` samples. Needs 0 <= from < until <=
// input and output > 0. Samples beside the part contribute to its edges where the filter reaches
// them.
Kernel make_kernel(int input, double from, double until, int output, Filter filter);

}  // namespace nunchi::picture
