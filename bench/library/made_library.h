// A made library: assets that look like a large family archive, the same for the same number.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "core/moment.h"
#include "library/assets.h"
#include "library/files.h"

namespace nunchi::bench {

constexpr int kDims = 256;
inline const std::string kSpace = "made@1";

// One photo with all that the passes would find out about it.
struct MadePhoto {
  library::SeenFile file;
  library::Asset asset;
  Moment moment;
};

class MadeLibrary {
 public:
  MadeLibrary();

  MadePhoto photo(std::int64_t n) const;
  std::vector<float> vector_like(std::int64_t n) const;  // near those of one cluster
  std::string word(std::size_t n) const;                 // one of 20,000, half of them Korean

  static std::string concept_name(int n) { return "wn:n" + std::to_string(10'000'000 + n); }
  static std::string category(int n) { return "coco:" + std::to_string(n); }
  static std::string camera(int n) { return "Camera " + std::to_string(n); }
  static std::string place(int n) { return "geonames:" + std::to_string(n); }

 private:
  std::vector<float> vector_of(std::mt19937_64& random, std::size_t cluster) const;

  std::vector<std::vector<float>> clusters_;
};

}  // namespace nunchi::bench
