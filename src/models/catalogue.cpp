#include "models/catalogue.h"

#include <algorithm>
#include <set>

#include "models/network_entry.h"
#include "models/text_file.h"

// models/networks.json, put between these symbols by cmake/Embed.cmake.
extern "C" const char nunchi_networks_begin[];  // NOLINT
extern "C" const char nunchi_networks_end[];    // NOLINT

namespace nunchi::models {
namespace {

Result<Network> load_added(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "entry.json";
  auto text = read_text(file);
  if (!text) return std::move(text).error();
  return parse_added(*text, file.string(), folder.filename().string());
}

}  // namespace

std::string_view name_of(Set set) noexcept { return set == Set::all ? "all" : "registry"; }

std::string_view name_of(Effort effort) noexcept {
  switch (effort) {
    case Effort::fast: return "fast";
    case Effort::balanced: return "balanced";
    case Effort::best: return "best";
  }
  return "";
}

Result<Catalogue> Catalogue::load(const std::filesystem::path& home) {
  const std::string_view built_in(
      nunchi_networks_begin, static_cast<std::size_t>(nunchi_networks_end - nunchi_networks_begin));
  auto catalogue = parse(built_in, "networks.json");
  if (!catalogue) return catalogue;
  std::vector<std::filesystem::path> folders;
  std::error_code ignored;
  for (std::filesystem::directory_iterator at(home / "added", ignored), end; at != end;
       at.increment(ignored)) {
    // Names that begin with a dot are scratch of a running command.
    if (!at->path().filename().string().starts_with('.')) folders.push_back(at->path());
  }
  std::sort(folders.begin(), folders.end());
  for (const std::filesystem::path& folder : folders) {
    auto added = load_added(folder);
    if (!added) {
      catalogue->warnings_.push_back("skip an added network: " + added.error().message);
    } else if (catalogue->find(added->name) != nullptr) {
      catalogue->warnings_.push_back("skip an added network: " + folder.string() +
                                     ": a built-in network has this name");
    } else {
      catalogue->networks_.push_back(std::move(*added));
    }
  }
  return catalogue;
}

Result<Catalogue> Catalogue::parse(std::string_view json, std::string_view origin) {
  auto networks = parse_networks(json, origin);
  if (!networks) return std::move(networks).error();
  Catalogue catalogue;
  catalogue.networks_ = std::move(*networks);
  return catalogue;
}

const Network* Catalogue::find(std::string_view name) const noexcept {
  const auto at = std::find_if(networks_.begin(), networks_.end(),
                               [&](const Network& network) { return network.name == name; });
  return at != networks_.end() ? &*at : nullptr;
}

std::vector<std::string> Catalogue::readers() const {
  std::set<std::string> readers;
  for (const Network& network : networks_) {
    if (!network.reader.empty()) readers.insert(network.reader);
  }
  return {readers.begin(), readers.end()};
}

std::vector<std::string> Catalogue::tasks() const {
  std::vector<std::string> tasks;
  for (const Network& network : networks_) {
    if (std::find(tasks.begin(), tasks.end(), network.task) == tasks.end()) {
      tasks.push_back(network.task);
    }
  }
  return tasks;
}

std::filesystem::path folder_of(const std::filesystem::path& home, const Network& network) {
  return network.added ? home / "added" / network.name : home / network.name;
}

}  // namespace nunchi::models
