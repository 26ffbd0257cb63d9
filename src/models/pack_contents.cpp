#include "models/pack_contents.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "models/fields.h"
#include "models/names.h"
#include "models/sha256.h"

namespace nunchi::models {
namespace {

constexpr int kFormat = 1;

std::string read_name(Fields& fields) {
  std::string name = fields.text("name");
  if (!is_network_name(name)) fields.complain("name", "no name for a network");
  return name;
}

PackContents::BuiltIn read_built_in(Fields& fields) {
  PackContents::BuiltIn network{read_name(fields), fields.text("version"), fields.texts("files")};
  for (const std::string& hash : network.hashes) {
    if (!is_sha256(hash)) fields.complain("files", "SHA-256 hashes are expected");
  }
  return network;
}

PackContents::Added read_added(Fields& fields) {
  PackContents::Added network{read_name(fields), {}};
  fields.objects("files", Fields::Need::required, [&](Fields& each) {
    PinnedFile file;
    file.name = read_file_name(each, "name");
    file.at = fmt::format("added/{}/{}", network.name, file.name);
    file.sha256 = read_sha256(each);
    file.bytes = read_bytes(each);
    network.files.push_back(std::move(file));
  });
  return network;
}

}  // namespace

std::string to_json(const PackContents& contents) {
  nlohmann::ordered_json json{{"format", kFormat},
                              {"networks", nlohmann::ordered_json::array()},
                              {"added", nlohmann::ordered_json::array()}};
  for (const PackContents::BuiltIn& network : contents.networks) {
    json["networks"].push_back(
        {{"name", network.name}, {"version", network.version}, {"files", network.hashes}});
  }
  for (const PackContents::Added& network : contents.added) {
    auto files = nlohmann::ordered_json::array();
    for (const PinnedFile& file : network.files) {
      files.push_back({{"name", file.name}, {"sha256", file.sha256}, {"bytes", file.bytes}});
    }
    json["added"].push_back({{"name", network.name}, {"files", std::move(files)}});
  }
  return json.dump(2) + "\n";
}

Result<PackContents> parse_pack_contents(std::string_view text, std::string_view origin) {
  auto json = parse_json(text, origin);
  if (!json) return std::move(json).error();
  std::vector<std::string> complaints;
  Fields fields(*json, std::string(origin), complaints);
  PackContents contents;
  (void)fields.integer("format", kFormat, kFormat);
  fields.objects("networks", Fields::Need::required,
                 [&](Fields& each) { contents.networks.push_back(read_built_in(each)); });
  fields.objects("added", Fields::Need::required,
                 [&](Fields& each) { contents.added.push_back(read_added(each)); });
  fields.finish();
  if (!complaints.empty()) return complaints_error(complaints);
  return contents;
}

}  // namespace nunchi::models
