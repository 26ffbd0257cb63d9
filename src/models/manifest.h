// Manifest: what stands in one network's folder (FOLDER/manifest.json): written last, so that a
// folder with a manifest is whole.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"
#include "models/catalogue.h"

namespace nunchi::models {

struct Manifest {
  std::string name, version;
  std::string recipe;  // recipe_of the entry that it was made by; "" for an added network
  std::vector<PinnedFile> files;  // all but the manifest itself; `at` is unused
  bool operator==(const Manifest&) const = default;
};

// A digest of what makes the network what it is: the files that go in and their conversion. Where
// it changes, the network is made anew.
std::string recipe_of(const Network& network);

// Hashes what stands in the folder and writes its manifest, all flushed to the disk.
Status write_manifest(const std::filesystem::path& folder, const Network& network);

// not_found: there is none. corrupt_data: it is no manifest; the message names the field.
Result<Manifest> read_manifest(const std::filesystem::path& folder);

}  // namespace nunchi::models
