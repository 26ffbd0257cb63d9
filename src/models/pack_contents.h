// PackContents: what a pack says that it holds (nunchi-pack.json). A value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "models/source.h"

namespace nunchi::models {

inline constexpr std::string_view kPackContents = "nunchi-pack.json";

struct PackContents {
  struct BuiltIn {
    std::string name, version;
    std::vector<std::string> hashes;  // of its source's files: "files/SHA256" in the pack
    bool operator==(const BuiltIn&) const = default;
  };
  struct Added {
    std::string name;
    std::vector<PinnedFile> files;  // `at` is the path in the pack: "added/NAME/FILE"
    bool operator==(const Added&) const = default;
  };
  std::vector<BuiltIn> networks;
  std::vector<Added> added;
  bool operator==(const PackContents&) const = default;
};

std::string to_json(const PackContents& contents);
Result<PackContents> parse_pack_contents(std::string_view json, std::string_view origin);

}  // namespace nunchi::models
