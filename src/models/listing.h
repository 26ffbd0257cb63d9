// Listing: all networks with what is to be known of each on this machine: there or not, and for
// what it answers. A value, for `nunchi models list` and whoever else shows networks.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/catalogue.h"
#include "models/standing.h"

namespace nunchi::models {

struct Listed {
  Network network;
  Standing standing;
  std::vector<Effort> answers;       // the efforts at which it answers for its task (with Set::all)
  std::uint64_t download_bytes = 0;  // what a pull fetches: the archive, or the files
};

std::vector<Listed> list_networks(const Catalogue& catalogue, const std::filesystem::path& home);

// {"home", "networks": [{"name", "version", "task", "state", "answers", …}]}, see docs/models.md.
std::string to_json(const std::vector<Listed>& networks, const std::filesystem::path& home);

}  // namespace nunchi::models
