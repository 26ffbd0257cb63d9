// VectorRun: vectors of one space, laid out for scanning: codes of one byte a number, which a scan
// reads from end to end, and the halves that they came from, which it reads for the few best.
//
// A vector v is written as v ≈ scale · codes, codes in [-127, 127], and keeps the length of what
// that leaves out, so that a scan knows how far it can be wrong (vector_scan.h). Rows are in the
// order of their keys. Immutable; any number of threads may read one.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace nunchi::library {

// Whose vector it is; orders rows and breaks ties.
struct VectorKey {
  std::int64_t moment = 0;
  std::uint32_t picture = 0;
  std::uint16_t part = 0;  // Part in sight_rows.h: 0 picture, 1 object, 2 face
  std::uint16_t n = 0;     // which object or face
  auto operator<=>(const VectorKey&) const = default;
};
static_assert(sizeof(VectorKey) == 16);

// Borrowed arrays, `count` rows each.
struct VectorRun {
  std::size_t count = 0;
  std::size_t dims = 0;
  std::size_t stride = 0;  // bytes from one row of codes to the next: dims rounded up, rest 0
  const std::int8_t* codes = nullptr;     // stride each
  const std::uint16_t* halves = nullptr;  // dims each
  const float* scale = nullptr;
  const float* norm = nullptr;   // length of scale · codes, rounded up
  const float* error = nullptr;  // length of v - scale · codes, rounded up
  const VectorKey* keys = nullptr;
  const std::int64_t* ids = nullptr;  // embedding.id

  // The rows of one moment: [first, second).
  std::pair<std::size_t, std::size_t> rows_of(std::int64_t moment) const noexcept;
};

constexpr std::size_t stride_for(std::size_t dims) noexcept { return (dims + 63) / 64 * 64; }

// One vector on its way into a run.
struct VectorRow {
  VectorKey key;
  std::int64_t id = 0;
  std::vector<std::uint16_t> halves;
};

// A run in memory of its own.
class BuiltRun {
 public:
  // Rows of another dimension than `dims` are left out: they can be of no use to any query.
  BuiltRun(std::size_t dims, std::vector<VectorRow> rows);

  // Rows of several runs of the same dimension, but those that `gone` marks (a flag a row, for each
  // run).
  static BuiltRun joined(std::size_t dims, std::span<const VectorRun> runs,
                         std::span<const std::vector<bool>* const> gone);

  VectorRun view() const noexcept;

 private:
  explicit BuiltRun(std::size_t dims) : dims_(dims) {}
  void append(const VectorKey& key, std::int64_t id, std::span<const std::uint16_t> halves);

  std::size_t dims_;
  std::vector<std::int8_t> codes_;
  std::vector<std::uint16_t> halves_;
  std::vector<float> scale_, norm_, error_;
  std::vector<VectorKey> keys_;
  std::vector<std::int64_t> ids_;
};

}  // namespace nunchi::library
