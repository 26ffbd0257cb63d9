// Pack: networks in one file, for machines without a way to the registries.
//
// A pack is a plain tar: first nunchi-pack.json (which networks, which files), then the fetched
// files by their hashes, as they came, and the folders of added networks. So a pack needs no trust:
// of the built-in networks only files whose SHA-256 this program pins are taken out of it, and they
// are converted here. docs/models.md describes the form.
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/result.h"
#include "models/catalogue.h"
#include "models/places.h"
#include "models/progress.h"

namespace nunchi::models {

struct PackOptions {
  ProgressListener progress;
  std::stop_token stop;
};

struct Packed {
  std::vector<std::string> networks;
  std::uint64_t bytes = 0;  // of the pack
};

// Writes the named networks (none named: all that are present) to `file`, which gets its name only
// when whole. What the downloads no longer hold is fetched again. not_found: nothing is present.
Result<Packed> pack(const Catalogue& catalogue, const Places& places,
                    const std::filesystem::path& file, const std::vector<std::string>& names,
                    const PackOptions& options);

struct Unpacked {
  std::vector<std::string> networks;  // built-in ones whose files are in the downloads now
  std::vector<std::string> added;     // added ones, in place below home now
  std::vector<std::string> unknown;   // built-in ones that this program does not have so
};

// Takes out the networks of the set (and of those named, where some are). corrupt_data: it is no
// pack, is damaged, or holds what it must not (paths that lead elsewhere, links, files that it did
// not announce); too_large: a file is larger than announced. Only for who holds the Locks.
Result<Unpacked> unpack_pack(const std::filesystem::path& file, const Catalogue& catalogue,
                             const Places& places, const std::vector<std::string>& names, Set set);

}  // namespace nunchi::models
