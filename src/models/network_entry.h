// Network entries: models/networks.json, and the entry of an added network, as Network values.
//
// Both are read strictly: unknown fields, wrong kinds and contradictions are refused, and the
// message names file, entry and field of each. The fields are described in docs/models.md.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "models/catalogue.h"

namespace nunchi::models {

// {"networks": [ … ]}
Result<std::vector<Network>> parse_networks(std::string_view json, std::string_view origin);

// One added network, as to_entry writes it. `name` is that of its folder.
Result<Network> parse_added(std::string_view json, std::string_view origin, std::string name);

// What a user says of a network of their own: the fields of an entry, as many as they know. What is
// missing is for add.h to fill in or to ask for; what is wrong is a complaint.
struct About {
  Network network;
  std::set<std::string> given;  // "task", "feed.order", …
};
About parse_about(std::string_view json, std::string_view origin,
                  std::vector<std::string>& complaints);

std::string to_entry(const Network& added);  // JSON

}  // namespace nunchi::models
