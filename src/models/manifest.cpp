#include "models/manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "models/fields.h"
#include "models/names.h"
#include "models/os_error.h"
#include "models/output_file.h"
#include "models/sha256.h"
#include "models/text_file.h"

namespace nunchi::models {
namespace {

constexpr std::string_view kFile = "manifest.json";
constexpr int kFormat = 1;

Result<std::vector<PinnedFile>> files_of(const std::filesystem::path& folder) {
  std::vector<PinnedFile> files;
  std::error_code failed;
  std::filesystem::directory_iterator at(folder, failed);
  for (const std::filesystem::directory_iterator end; !failed && at != end; at.increment(failed)) {
    auto hash = sha256_of_file(at->path());
    if (!hash) return std::move(hash).error();
    const auto bytes = at->file_size(failed);
    if (!failed) files.push_back({at->path().filename().string(), "", *hash, bytes});
  }
  if (failed) return os_error("read", folder, failed);
  std::sort(files.begin(), files.end(),
            [](const PinnedFile& a, const PinnedFile& b) { return a.name < b.name; });
  return files;
}

}  // namespace

std::string recipe_of(const Network& network) {
  if (network.added) return "";
  std::string text = fmt::format("{}\n{}\n{}\n", network.name, network.version, network.file);
  for (const PinnedFile& pin : network.source.files) {
    text += fmt::format("{} {}\n", pin.sha256, pin.name);
  }
  const Conversion& conversion = network.conversion;
  text += fmt::format("{} {} {} {} {}\n", static_cast<int>(conversion.form), conversion.variant,
                      conversion.input, fmt::join(conversion.shape, ","),
                      fmt::join(conversion.outputs, ","));
  return sha256_of(text);
}

Status write_manifest(const std::filesystem::path& folder, const Network& network) {
  auto files = files_of(folder);
  if (!files) return std::move(files).error();
  nlohmann::ordered_json json{{"format", kFormat},
                              {"name", network.name},
                              {"version", network.version},
                              {"recipe", recipe_of(network)},
                              {"files", nlohmann::ordered_json::array()}};
  for (const PinnedFile& file : *files) {
    if (Status flushed = flush_to_disk(folder / file.name); !flushed) return flushed;
    json["files"].push_back({{"name", file.name}, {"sha256", file.sha256}, {"bytes", file.bytes}});
  }
  if (Status written = write_text(folder / kFile, json.dump(2) + "\n"); !written) return written;
  return flush_to_disk(folder);
}

Result<Manifest> read_manifest(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / kFile;
  auto text = read_text(file);
  if (!text) return std::move(text).error();
  auto json = parse_json(*text, file.string());
  if (!json) return std::move(json).error();
  std::vector<std::string> complaints;
  Fields fields(*json, file.string(), complaints);
  Manifest manifest;
  if (!json->is_object()) fields.complain("format", "missing");
  (void)fields.integer("format", kFormat, kFormat);
  manifest.name = fields.text("name");
  manifest.version = fields.text("version");
  manifest.recipe = fields.text("recipe", Fields::Need::optional);
  fields.objects("files", Fields::Need::required, [&](Fields& each) {
    PinnedFile pin;
    pin.name = read_file_name(each, "name");
    pin.sha256 = read_sha256(each);
    pin.bytes = read_bytes(each);
    manifest.files.push_back(std::move(pin));
  });
  fields.finish();
  if (!complaints.empty()) return complaints_error(complaints);
  return manifest;
}

}  // namespace nunchi::models
