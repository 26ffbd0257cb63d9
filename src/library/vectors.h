// Vectors: which moments look most like this one, exactly, among those that a filter leaves.
//
// A handle borrowed from a Library, copyable, not to outlive it. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/moment.h"
#include "core/result.h"

namespace nunchi::library {

class Store;
class VectorCache;

enum class VectorsOf { pictures, objects, faces };

struct NearestOptions {
  int k = 10;
  VectorsOf of = VectorsOf::pictures;
  // Only these, ascending (Listing::ids, TextIndex::ids); absent: all that is neither hidden nor in
  // the bin.
  std::optional<std::vector<MomentId>> among;
  int threads = 1;
};

struct VectorHit {
  MomentId moment = MomentId::none;
  int picture = 0, n = 0;  // which picture, and which object or face in it
  float score = 0;         // dot product: the cosine, as vectors have unit length
  bool operator==(const VectorHit&) const = default;
};

struct SpaceSize {
  std::string space;
  std::int64_t vectors = 0;
  bool operator==(const SpaceSize&) const = default;
};

class Vectors {
 public:
  Vectors(Store& store, VectorCache& cache) noexcept : store_(&store), cache_(&cache) {}

  // The k moments whose vectors have the largest dot product with `query`, best first, each moment
  // once, by its best vector; fewer than k only where fewer have one. All that was kept before the
  // call counts, except in the middle of an in_one_go of one's own. Empty for a space that the
  // library does not know. invalid_argument: `query` has another dimension than the space.
  Result<std::vector<VectorHit>> nearest(const std::string& space, std::span<const float> query,
                                         const NearestOptions& options = {}) const;

  Result<std::vector<SpaceSize>> spaces() const;  // by name

  // Joins what has been added lately to the files of vectors/, so that the next program starts
  // quickly. At the end of a fill, or now and then.
  Status tidy();

 private:
  Store* store_;
  VectorCache* cache_;
};

}  // namespace nunchi::library
