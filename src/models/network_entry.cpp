#include "models/network_entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "models/fields.h"
#include "models/names.h"

namespace nunchi::models {
namespace {

using Need = Fields::Need;

constexpr int kMostSide = 8192;
constexpr int kHighestRank = 1'000'000;

std::array<float, 3> read_channels(Fields& fields, std::string_view name, float otherwise) {
  if (!fields.has(name)) return {otherwise, otherwise, otherwise};
  const std::vector<double> values = fields.numbers(name);
  if (values.size() != 3) {
    fields.complain(name, "three numbers are expected");
    return {};
  }
  return {static_cast<float>(values[0]), static_cast<float>(values[1]),
          static_cast<float>(values[2])};
}

void read_feed(Fields& fields, Network& network, Need need) {
  infer::Feed& feed = network.feed;
  feed.width = static_cast<int>(fields.integer("width", 1, kMostSide, need));
  feed.height = static_cast<int>(fields.integer("height", 1, kMostSide, need));
  const std::string layout = fields.one_of("layout", {"nchw", "nhwc"}, need);
  feed.layout = layout == "nhwc" ? infer::Feed::Layout::nhwc : infer::Feed::Layout::nchw;
  feed.bgr = fields.one_of("order", {"rgb", "bgr"}, need) == "bgr";
  feed.mean = read_channels(fields, "mean", 0);
  feed.scale = read_channels(fields, "scale", 1);
  if (std::find(feed.scale.begin(), feed.scale.end(), 0.0F) != feed.scale.end()) {
    fields.complain("scale", "numbers other than 0 are expected");
  }
  const std::string fit = fields.one_of("fit", {"stretch", "letterbox", "crop"}, need);
  network.fit = fit == "letterbox" ? Fit::letterbox : fit == "crop" ? Fit::crop : Fit::stretch;
}

std::optional<Effort> read_effort(Fields& fields) {
  const std::string effort = fields.one_of("effort", {"fast", "balanced", "best"}, Need::optional);
  if (effort == "fast") return Effort::fast;
  if (effort == "balanced") return Effort::balanced;
  if (effort == "best") return Effort::best;
  return std::nullopt;
}

// What every entry says. `need`: of what a network cannot do without.
void read_common(Fields& fields, Network& network, Need need) {
  network.version = fields.text("version", need);
  network.task = fields.text("task", need);
  network.rank = static_cast<int>(fields.integer("rank", 0, kHighestRank, need));
  network.effort = read_effort(fields);
  fields.object("feed", need, [&](Fields& feed) { read_feed(feed, network, need); });
  network.reader = fields.text("reader", Need::optional);
  network.outputs = fields.texts("outputs", Need::optional);
  network.numbers = fields.named_numbers("numbers");
  network.licence = fields.text("licence", need);
  network.licence_note = fields.text("licence_note", Need::optional);
  network.commercial = fields.one_of("commercial", {"yes", "no", "unclear"}, need);
  network.trained_on = fields.text("trained_on", need);
  network.paper = fields.text("paper", Need::optional);
  network.quality = fields.text("quality", Need::optional);
}

bool is_inside(std::string_view member) {
  return !member.starts_with('/') && member.find("..") == std::string_view::npos;
}

PinnedFile read_file(Fields& fields, Source::Kind kind) {
  PinnedFile file;
  file.name = read_file_name(fields, "name");
  if (file.name == "manifest.json") fields.complain("name", "this name is taken");
  const bool by_url = kind == Source::Kind::url;
  file.at = fields.text(by_url ? "url" : "member");
  if (by_url && !file.at.starts_with("https://")) {
    fields.complain("url", "an address that begins with https:// is expected");
  }
  if (!by_url && !is_inside(file.at))
    fields.complain("member", "a path inside the archive is expected");
  file.sha256 = read_sha256(fields);
  file.bytes = read_bytes(fields);
  return file;
}

void read_source(Fields& fields, Source& source) {
  source.kind = fields.has("pypi")  ? Source::Kind::pypi
                : fields.has("npm") ? Source::Kind::npm
                                    : Source::Kind::url;
  if (source.kind != Source::Kind::url) {
    source.package = fields.text(source.kind == Source::Kind::pypi ? "pypi" : "npm");
    // Both become arguments of a client; neither may look like an option.
    if (source.package.starts_with('-')) fields.complain("package", "a name is expected");
    source.version = fields.text("version");
    source.archive.name = read_file_name(fields, "archive");
    source.archive.sha256 = read_sha256(fields);
    source.archive.bytes = read_bytes(fields);
  }
  std::set<std::string> names;
  fields.objects("files", Need::required, [&](Fields& each) {
    source.files.push_back(read_file(each, source.kind));
    if (!names.insert(source.files.back().name).second) each.complain("name", "named twice");
  });
  if (source.files.empty()) fields.complain("files", "at least one is expected");
}

void read_conversion(Fields& fields, Conversion& conversion) {
  constexpr int kHighestVariant = 4;
  const std::string form = fields.one_of("form", {"efficientnet-lite", "tfjs"});
  if (form == "efficientnet-lite") {
    conversion.form = Conversion::Form::efficientnet_lite;
    conversion.variant = static_cast<int>(fields.integer("variant", 0, kHighestVariant));
  } else if (form == "tfjs") {
    conversion.form = Conversion::Form::tfjs;
    conversion.input = fields.text("input");
    for (const double side : fields.numbers("shape")) {
      const bool whole = side >= 1 && side <= kMostSide && side == static_cast<int>(side);
      if (!whole) fields.complain("shape", "whole numbers are expected");
      conversion.shape.push_back(whole ? static_cast<int>(side) : 1);
    }
    if (conversion.shape.size() != 4) fields.complain("shape", "four numbers are expected");
    conversion.outputs = fields.texts("outputs");
  }
}

// That what the entry says fits together.
void check(Fields& fields, const Network& network) {
  const std::vector<PinnedFile>& files = network.source.files;
  const bool is_source = std::any_of(files.begin(), files.end(), [&](const PinnedFile& file) {
    return file.name == network.file;
  });
  const bool converted = network.conversion.form != Conversion::Form::none;
  if (!converted && !is_source) fields.complain("file", "one of source.files is expected");
  if (converted && network.file != "network.xml") {
    fields.complain("file", "\"network.xml\" is expected of a conversion");
  }
}

Network read_network(Fields& fields) {
  Network network;
  network.name = fields.text("name");
  if (!is_network_name(network.name) || network.name == "added") {
    fields.complain("name", "lower case letters, digits, '-', '.' and '_' are expected");
  }
  read_common(fields, network, Need::required);
  network.labels = fields.text("labels", Need::optional);
  fields.object("source", Need::required, [&](Fields& at) { read_source(at, network.source); });
  fields.object("convert", Need::optional,
                [&](Fields& at) { read_conversion(at, network.conversion); });
  network.file = read_file_name(fields, "file");
  network.by_url = network.source.kind == Source::Kind::url;
  const std::string set = fields.one_of("set", {"registry", "url"});
  if (!set.empty() && (set == "url") != network.by_url) {
    fields.complain("set", fmt::format("says {}, but source does not", set));
  }
  check(fields, network);
  fields.finish();
  return network;
}

void read_labels(Fields& fields, const nlohmann::json& json, Network& network) {
  const auto at = json.find("labels");
  if (at != json.end() && at->is_array()) {
    network.own_labels = fields.texts("labels");
  } else {
    network.labels = fields.text("labels", Need::optional);
  }
}

// The name of the i-th entry, for messages even before it is known to be right.
std::string title_of(const nlohmann::json& entry, std::size_t i) {
  const bool named = entry.is_object() && entry.contains("name") && entry["name"].is_string();
  return named ? fmt::format("network {}", entry["name"].get<std::string>())
               : fmt::format("networks[{}]", i);
}

}  // namespace

Result<std::vector<Network>> parse_networks(std::string_view text, std::string_view origin) {
  auto json = parse_json(text, origin);
  if (!json) return std::move(json).error();
  if (!json->is_object() || json->size() != 1 || !json->contains("networks") ||
      !(*json)["networks"].is_array()) {
    return Error{ErrorCode::corrupt_data,
                 fmt::format("{}: {{\"networks\": [ … ]}} is expected", origin)};
  }
  std::vector<std::string> complaints;
  std::vector<Network> networks;
  std::set<std::string> names;
  for (const nlohmann::json& entry : (*json)["networks"]) {
    Fields fields(entry, fmt::format("{}: {}", origin, title_of(entry, networks.size())),
                  complaints);
    networks.push_back(read_network(fields));
    if (!names.insert(networks.back().name).second) fields.complain("name", "named twice");
  }
  if (!complaints.empty()) return complaints_error(complaints);
  return networks;
}

Result<Network> parse_added(std::string_view text, std::string_view origin, std::string name) {
  auto json = parse_json(text, origin);
  if (!json) return std::move(json).error();
  std::vector<std::string> complaints;
  Fields fields(*json, std::string(origin), complaints);
  Network network;
  network.name = std::move(name);
  if (!is_network_name(network.name)) fields.complain("name", "no name for a network");
  network.added = true;
  network.source.kind = Source::Kind::added;
  read_common(fields, network, Need::required);
  read_labels(fields, *json, network);
  network.file = read_file_name(fields, "file");
  fields.finish();
  if (!complaints.empty()) return complaints_error(complaints);
  return network;
}

About parse_about(std::string_view text, std::string_view origin,
                  std::vector<std::string>& complaints) {
  About about;
  Network& network = about.network;
  network.added = true;
  network.source.kind = Source::Kind::added;
  auto json = parse_json(text, origin);
  if (!json || !json->is_object()) {
    complaints.push_back(json ? fmt::format("{}: an object is expected", origin)
                              : json.error().message);
    return about;
  }
  Fields fields(*json, std::string(origin), complaints);
  network.name = fields.text("name", Need::optional);
  read_common(fields, network, Need::optional);
  read_labels(fields, *json, network);
  fields.finish();
  for (const auto& [name, value] : json->items()) {
    about.given.insert(name);
    if (name != "feed" || !value.is_object()) continue;
    for (const auto& [inner, ignored] : value.items()) about.given.insert("feed." + inner);
  }
  return about;
}

std::string to_entry(const Network& added) {
  const infer::Feed& feed = added.feed;
  const char* const fit = added.fit == Fit::letterbox ? "letterbox"
                          : added.fit == Fit::crop    ? "crop"
                                                      : "stretch";
  nlohmann::ordered_json json{
      {"version", added.version},
      {"task", added.task},
      {"rank", added.rank},
      {"file", added.file},
      {"feed",
       {{"width", feed.width},
        {"height", feed.height},
        {"layout", feed.layout == infer::Feed::Layout::nchw ? "nchw" : "nhwc"},
        {"order", feed.bgr ? "bgr" : "rgb"},
        {"mean", feed.mean},
        {"scale", feed.scale},
        {"fit", fit}}},
      {"reader", added.reader},
      {"outputs", added.outputs},
      {"numbers", added.numbers},
      {"licence", added.licence},
      {"licence_note", added.licence_note},
      {"commercial", added.commercial},
      {"trained_on", added.trained_on},
      {"paper", added.paper},
      {"quality", added.quality}};
  if (added.effort) json["effort"] = name_of(*added.effort);
  if (!added.own_labels.empty()) {
    json["labels"] = added.own_labels;
  } else {
    json["labels"] = added.labels;
  }
  return json.dump(2) + "\n";
}

}  // namespace nunchi::models
