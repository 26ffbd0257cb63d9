#include "library/vector_run.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "library/half.h"

namespace nunchi::library {
namespace {

float rounded_up(double length) {
  return std::nextafter(static_cast<float>(length), std::numeric_limits<float>::infinity());
}

// Halves can be infinite or no number; a network that gives such has seen nothing.
std::vector<float> finite_floats(std::span<const std::uint16_t> halves) {
  std::vector<float> values;
  values.reserve(halves.size());
  for (const std::uint16_t half : halves) values.push_back(float_of(half));
  const bool finite =
      std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
  if (!finite) std::fill(values.begin(), values.end(), 0.0F);
  return values;
}

}  // namespace

std::pair<std::size_t, std::size_t> VectorRun::rows_of(std::int64_t moment) const noexcept {
  const auto [first, last] =
      std::equal_range(keys, keys + count, VectorKey{moment},
                       [](const VectorKey& a, const VectorKey& b) { return a.moment < b.moment; });
  return {static_cast<std::size_t>(first - keys), static_cast<std::size_t>(last - keys)};
}

BuiltRun::BuiltRun(std::size_t dims, std::vector<VectorRow> rows) : dims_(dims) {
  std::erase_if(rows, [&](const VectorRow& row) { return row.halves.size() != dims; });
  std::sort(rows.begin(), rows.end(), [](const VectorRow& a, const VectorRow& b) {
    return std::tie(a.key, a.id) < std::tie(b.key, b.id);
  });
  for (const VectorRow& row : rows) append(row.key, row.id, row.halves);
}

BuiltRun BuiltRun::joined(std::size_t dims, std::span<const VectorRun> runs,
                          std::span<const std::vector<bool>* const> gone) {
  struct Place {
    std::size_t run, row;
  };
  std::vector<Place> places;
  for (std::size_t run = 0; run < runs.size(); ++run) {
    for (std::size_t row = 0; row < runs[run].count; ++row) {
      if (!(*gone[run])[row]) places.push_back({run, row});
    }
  }
  std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
    return std::tie(runs[a.run].keys[a.row], runs[a.run].ids[a.row]) <
           std::tie(runs[b.run].keys[b.row], runs[b.run].ids[b.row]);
  });
  BuiltRun whole(dims);
  whole.codes_.reserve(places.size() * stride_for(dims));
  whole.halves_.reserve(places.size() * dims);
  for (const Place& place : places) {
    const VectorRun& run = runs[place.run];
    whole.append(run.keys[place.row], run.ids[place.row], {run.halves + place.row * dims, dims});
  }
  return whole;
}

void BuiltRun::append(const VectorKey& key, std::int64_t id,
                      std::span<const std::uint16_t> halves) {
  const std::vector<float> values = finite_floats(halves);
  float largest = 0;
  for (const float value : values) largest = std::max(largest, std::abs(value));
  const float scale = largest / 127;
  double left_out = 0, length = 0;
  const std::size_t start = codes_.size();
  codes_.resize(start + stride_for(dims_));
  for (std::size_t i = 0; i < values.size() && scale > 0; ++i) {
    const float code = std::clamp(std::nearbyint(values[i] / scale), -127.0F, 127.0F);
    codes_[start + i] = static_cast<std::int8_t>(code);
    const double kept = double{scale} * code;
    length += kept * kept;
    left_out += (values[i] - kept) * (values[i] - kept);
  }
  halves_.insert(halves_.end(), halves.begin(), halves.end());
  scale_.push_back(scale);
  norm_.push_back(rounded_up(std::sqrt(length)));
  error_.push_back(rounded_up(std::sqrt(left_out)));
  keys_.push_back(key);
  ids_.push_back(id);
}

VectorRun BuiltRun::view() const noexcept {
  return {.count = keys_.size(),
          .dims = dims_,
          .stride = stride_for(dims_),
          .codes = codes_.data(),
          .halves = halves_.data(),
          .scale = scale_.data(),
          .norm = norm_.data(),
          .error = error_.data(),
          .keys = keys_.data(),
          .ids = ids_.data()};
}

}  // namespace nunchi::library
