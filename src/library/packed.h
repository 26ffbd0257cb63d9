// Numbers as the bytes of a blob: little-endian, without anything around them.
//
// For this folder only. Reading refuses a blob of the wrong size with corrupt_data (SqliteFailure).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/sight.h"

namespace nunchi::library {

std::vector<std::byte> packed_halves(std::span<const float> values);  // 2 bytes each, half.h
std::vector<float> unpacked_halves(std::span<const std::byte> bytes);

std::vector<std::byte> packed_points(std::span<const Point> points);  // x, y as float: 8 bytes each
std::vector<Point> unpacked_points(std::span<const std::byte> bytes);

struct PackedGuess {
  std::uint32_t concept_id = 0;  // the number of its row
  float probability = 0;
};
std::vector<std::byte> packed_guesses(std::span<const PackedGuess> guesses);  // 8 bytes each
std::vector<PackedGuess> unpacked_guesses(std::span<const std::byte> bytes);

}  // namespace nunchi::library
