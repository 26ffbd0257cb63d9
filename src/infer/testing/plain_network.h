// For tests: what the operations of a network mean, in plain loops over batch, row, column,
// channel.
//
// Written from the definitions and for being read, as the reference that the fast way is held
// against.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <random>
#include <vector>

namespace nunchi::infer::testing {

// A picture of one batch: rows x columns x channels, the channels of a pixel beside each other.
struct Plain {
  std::size_t rows = 0, columns = 0, channels = 0;
  std::vector<float> values;

  float& at(std::size_t y, std::size_t x, std::size_t c) {
    return values[(y * columns + x) * channels + c];
  }
  float at(std::size_t y, std::size_t x, std::size_t c) const {
    return values[(y * columns + x) * channels + c];
  }
};

inline Plain blank(std::size_t rows, std::size_t columns, std::size_t channels, float value = 0) {
  return {rows, columns, channels, std::vector<float>(rows * columns * channels, value)};
}

inline std::vector<float> random_values(std::size_t count, unsigned seed, float reach = 1) {
  std::mt19937 dice(seed);
  std::vector<float> values(count);
  for (float& value : values) {
    value = reach * (2 * static_cast<float>(dice()) / static_cast<float>(dice.max()) - 1);
  }
  return values;
}

inline Plain random_picture(std::size_t rows, std::size_t columns, std::size_t channels,
                            unsigned seed) {
  return {rows, columns, channels, random_values(rows * columns * channels, seed)};
}

// One axis of a moving window. TensorFlow's "same" pads so that there are ceil(size / stride)
// results, and puts an odd pixel at the end.
struct Slide {
  std::size_t window, stride = 1, dilation = 1;
  bool same = true;

  std::size_t reach() const { return (window - 1) * dilation + 1; }
  std::size_t results(std::size_t size) const {
    return same ? (size + stride - 1) / stride : (size - reach()) / stride + 1;
  }
  std::ptrdiff_t before(std::size_t size) const {
    const std::size_t needed = (results(size) - 1) * stride + reach();
    return same && needed > size ? static_cast<std::ptrdiff_t>((needed - size) / 2) : 0;
  }
  // Where window position `i` of result `result` lies; outside [0, size) it is padding.
  std::ptrdiff_t place(std::size_t result, std::size_t i, std::size_t size) const {
    return static_cast<std::ptrdiff_t>(result * stride + i * dilation) - before(size);
  }
};

inline bool inside(std::ptrdiff_t place, std::size_t size) {
  return place >= 0 && place < static_cast<std::ptrdiff_t>(size);
}

// Calls `visit(out_y, out_x, window_y, window_x, in_y, in_x)` for all that lie inside the picture.
template <class Visit>
void slide(const Plain& in, Slide down, Slide across, const Visit& visit) {
  for (std::size_t y = 0; y < down.results(in.rows); ++y) {
    for (std::size_t x = 0; x < across.results(in.columns); ++x) {
      for (std::size_t i = 0; i < down.window; ++i) {
        for (std::size_t j = 0; j < across.window; ++j) {
          const auto from_y = down.place(y, i, in.rows), from_x = across.place(x, j, in.columns);
          if (!inside(from_y, in.rows) || !inside(from_x, in.columns)) continue;
          visit(y, x, i, j, static_cast<std::size_t>(from_y), static_cast<std::size_t>(from_x));
        }
      }
    }
  }
}

// filter: window rows, window columns, channels in (of a group), channels out.
inline Plain convolve(const Plain& in, const std::vector<float>& filter, std::size_t out_channels,
                      Slide down, Slide across, std::size_t groups = 1) {
  Plain out = blank(down.results(in.rows), across.results(in.columns), out_channels);
  const std::size_t in_group = in.channels / groups, out_group = out_channels / groups;
  slide(in, down, across, [&](auto y, auto x, auto i, auto j, auto from_y, auto from_x) {
    const float* taps = &filter[(i * across.window + j) * in_group * out_channels];
    for (std::size_t c = 0; c < in_group; ++c) {
      for (std::size_t o = 0; o < out_channels; ++o) {
        const std::size_t from_c = o / out_group * in_group + c;
        out.at(y, x, o) += in.at(from_y, from_x, from_c) * taps[c * out_channels + o];
      }
    }
  });
  return out;
}

// filter: window rows, window columns, channels, results of each channel.
inline Plain convolve_each(const Plain& in, const std::vector<float>& filter, std::size_t multiple,
                           Slide down, Slide across) {
  Plain out = blank(down.results(in.rows), across.results(in.columns), in.channels * multiple);
  slide(in, down, across, [&](auto y, auto x, auto i, auto j, auto from_y, auto from_x) {
    for (std::size_t c = 0; c < in.channels; ++c) {
      for (std::size_t m = 0; m < multiple; ++m) {
        out.at(y, x, c * multiple + m) +=
            in.at(from_y, from_x, c) *
            filter[((i * across.window + j) * in.channels + c) * multiple + m];
      }
    }
  });
  return out;
}

inline Plain pooled(const Plain& in, Slide down, Slide across, bool largest) {
  const float start = largest ? -std::numeric_limits<float>::infinity() : 0;
  Plain out = blank(down.results(in.rows), across.results(in.columns), in.channels, start);
  Plain count = blank(out.rows, out.columns, 1);
  slide(in, down, across, [&](auto y, auto x, auto, auto, auto from_y, auto from_x) {
    count.at(y, x, 0) += 1;
    for (std::size_t c = 0; c < in.channels; ++c) {
      float& value = out.at(y, x, c);
      const float met = in.at(from_y, from_x, c);
      value = largest ? std::max(value, met) : value + met;
    }
  });
  if (largest) return out;
  for (std::size_t i = 0; i < out.values.size(); ++i)
    out.values[i] /= count.values[i / in.channels];
  return out;
}

inline Plain each(Plain in, const std::function<float(float)>& function) {
  for (float& value : in.values) value = function(value);
  return in;
}

// function(value, the other's value); the other has as many channels and as many pixels, or one.
inline Plain with(Plain in, const Plain& other,
                  const std::function<float(float, float)>& function) {
  for (std::size_t y = 0; y < in.rows; ++y) {
    for (std::size_t x = 0; x < in.columns; ++x) {
      for (std::size_t c = 0; c < in.channels; ++c) {
        const float beside = other.at(other.rows == 1 ? 0 : y, other.columns == 1 ? 0 : x,
                                      other.channels == 1 ? 0 : c);
        in.at(y, x, c) = function(in.at(y, x, c), beside);
      }
    }
  }
  return in;
}

inline Plain channel_values(const std::vector<float>& values) {
  return {1, 1, values.size(), values};
}

inline Plain sum(const Plain& in, const Plain& other) {
  return with(in, other, std::plus<float>());
}
inline Plain product(const Plain& in, const Plain& other) {
  return with(in, other, std::multiplies<float>());
}
inline float relu(float x) { return std::max(x, 0.0F); }
inline float relu6(float x) { return std::clamp(x, 0.0F, 6.0F); }

// The mean of each channel.
inline Plain mean(const Plain& in) {
  Plain out = blank(1, 1, in.channels);
  for (std::size_t i = 0; i < in.values.size(); ++i) out.values[i % in.channels] += in.values[i];
  for (float& value : out.values) value /= static_cast<float>(in.rows * in.columns);
  return out;
}

inline Plain beside(const Plain& a, const Plain& b) {  // channels of a, then those of b
  Plain out = blank(a.rows, a.columns, a.channels + b.channels);
  for (std::size_t y = 0; y < a.rows; ++y) {
    for (std::size_t x = 0; x < a.columns; ++x) {
      for (std::size_t c = 0; c < out.channels; ++c) {
        out.at(y, x, c) = c < a.channels ? a.at(y, x, c) : b.at(y, x, c - a.channels);
      }
    }
  }
  return out;
}

}  // namespace nunchi::infer::testing
