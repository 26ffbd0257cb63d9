// Notes: what people and their programs have written into a photo: keywords, stars, a title, who is
// where. A value.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/box.h"

namespace nunchi {

// A part of the picture that somebody has named.
struct Region {
  std::string name;
  std::string kind;  // "Face", "Pet", "Focus", "BarCode" (Metadata Working Group) or ""
  Box box;           // pixels of the upright picture in its full size
  bool operator==(const Region&) const = default;
};

struct Notes {
  std::vector<std::string> keywords;  // UTF-8, each once, in the order of the file
  std::optional<int> rating;          // 1 to 5 stars; -1: rejected
  std::string title;
  std::string description;
  std::vector<Region> regions;
  bool operator==(const Notes&) const = default;
};

}  // namespace nunchi
