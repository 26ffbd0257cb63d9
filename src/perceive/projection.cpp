#include "perceive/projection.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "perceive/unit_length.h"

namespace nunchi::perceive {
namespace {

// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): the n-th number of the sequence. The signs are
// part of every library that has been filled: never change them.
std::uint64_t bits_at(std::uint64_t n) {
  std::uint64_t z = (n + 1) * 0x9E3779B97F4A7C15U;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31);
}

}  // namespace

std::vector<float> projected(std::span<const float> vector, std::size_t size) {
  if (size >= vector.size()) return {vector.begin(), vector.end()};
  const std::size_t words = (vector.size() + 63) / 64;
  std::vector<float> shorter(size);
  for (std::size_t out = 0; out < size; ++out) {
    float sum = 0;
    for (std::size_t in = 0; in < vector.size(); in += 64) {
      const std::uint64_t signs = bits_at(out * words + in / 64);
      const std::size_t many = std::min<std::size_t>(64, vector.size() - in);
      for (std::size_t i = 0; i < many; ++i) {
        sum += (signs >> i & 1U) != 0 ? vector[in + i] : -vector[in + i];
      }
    }
    shorter[out] = sum;
  }
  return unit_length(std::move(shorter));
}

}  // namespace nunchi::perceive
