#include "library/packed.h"

#include <bit>
#include <cstring>

#include "library/half.h"
#include "library/sqlite_handles.h"

namespace nunchi::library {
namespace {

static_assert(std::endian::native == std::endian::little, "blobs are written as memory holds them");

// Copies whole values out of bytes that may lie at any address.
template <class T>
std::vector<T> values_of(std::span<const std::byte> bytes) {
  if (bytes.size() % sizeof(T) != 0) {
    throw SqliteFailure({ErrorCode::corrupt_data, "a list of numbers in the library is cut off"});
  }
  std::vector<T> values(bytes.size() / sizeof(T));
  if (!bytes.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
  return values;
}

template <class T>
std::vector<std::byte> bytes_of(std::span<const T> values) {
  const auto bytes = std::as_bytes(values);
  return {bytes.begin(), bytes.end()};
}

}  // namespace

std::vector<std::byte> packed_halves(std::span<const float> values) {
  std::vector<std::uint16_t> halves;
  halves.reserve(values.size());
  for (const float value : values) halves.push_back(half_of(value));
  return bytes_of<std::uint16_t>(halves);
}

std::vector<float> unpacked_halves(std::span<const std::byte> bytes) {
  std::vector<float> values;
  values.reserve(bytes.size() / 2);
  for (const std::uint16_t half : values_of<std::uint16_t>(bytes)) values.push_back(float_of(half));
  return values;
}

std::vector<std::byte> packed_points(std::span<const Point> points) {
  std::vector<float> numbers;
  numbers.reserve(2 * points.size());
  for (const Point& point : points) numbers.insert(numbers.end(), {point.x, point.y});
  return bytes_of<float>(numbers);
}

std::vector<Point> unpacked_points(std::span<const std::byte> bytes) {
  struct Pair {
    float x, y;
  };
  std::vector<Point> points;
  for (const Pair& pair : values_of<Pair>(bytes)) points.push_back({pair.x, pair.y});
  return points;
}

std::vector<std::byte> packed_guesses(std::span<const PackedGuess> guesses) {
  return bytes_of<PackedGuess>(guesses);
}

std::vector<PackedGuess> unpacked_guesses(std::span<const std::byte> bytes) {
  return values_of<PackedGuess>(bytes);
}

}  // namespace nunchi::library
