#include "models/listing.h"

#include <array>
#include <nlohmann/json.hpp>

#include "models/locate.h"

namespace nunchi::models {
namespace {

std::uint64_t download_bytes(const Source& source) {
  if (source.kind == Source::Kind::pypi || source.kind == Source::Kind::npm) {
    return source.archive.bytes;
  }
  std::uint64_t bytes = 0;
  for (const PinnedFile& file : source.files) bytes += file.bytes;
  return bytes;
}

}  // namespace

std::vector<Listed> list_networks(const Catalogue& catalogue, const std::filesystem::path& home) {
  std::vector<Listed> listed;
  for (const Network& network : catalogue.networks()) {
    listed.push_back(
        {network, standing_of(home, network, Look::sizes), {}, download_bytes(network.source)});
    for (const Effort effort : {Effort::fast, Effort::balanced, Effort::best}) {
      const auto answering = locate(catalogue, home, network.task, Set::all, effort);
      if (answering && answering->network.name == network.name) {
        listed.back().answers.push_back(effort);
      }
    }
  }
  return listed;
}

std::string to_json(const std::vector<Listed>& networks, const std::filesystem::path& home) {
  nlohmann::ordered_json json{{"home", home.string()},
                              {"networks", nlohmann::ordered_json::array()}};
  for (const Listed& each : networks) {
    const Network& network = each.network;
    nlohmann::ordered_json entry{{"name", network.name},
                                 {"version", network.version},
                                 {"task", network.task},
                                 {"state", name_of(each.standing.state)},
                                 {"answers", nlohmann::ordered_json::array()},
                                 {"bytes", each.standing.bytes},
                                 {"download_bytes", each.download_bytes},
                                 {"set", network.added    ? "added"
                                         : network.by_url ? "url"
                                                          : "registry"},
                                 {"source", to_text(network.source)},
                                 {"reader", network.reader},
                                 {"labels", network.labels},
                                 {"licence", network.licence},
                                 {"licence_note", network.licence_note},
                                 {"commercial", network.commercial},
                                 {"trained_on", network.trained_on},
                                 {"paper", network.paper},
                                 {"quality", network.quality}};
    for (const Effort effort : each.answers) entry["answers"].push_back(name_of(effort));
    if (each.standing.state == Standing::State::present) {
      entry["path"] = (folder_of(home, network) / network.file).string();
    }
    if (!each.standing.why.empty()) entry["why"] = each.standing.why;
    json["networks"].push_back(std::move(entry));
  }
  // A path need not be UTF-8; what is not becomes a replacement sign.
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace nunchi::models
