#include "models/locate.h"

#include <fmt/format.h>

#include <algorithm>

#include "models/standing.h"

namespace nunchi::models {
namespace {

constexpr std::string_view kAddCommand = "nunchi models add FILE";

bool may_answer(const Network& network, std::string_view task, Set set, Effort effort) {
  const bool in_set = set == Set::all || (!network.by_url && !network.added);
  return network.task == task && !network.reader.empty() && in_set &&
         network.effort.value_or(effort) == effort;
}

// Best first; of equal rank the one that the list names first.
std::vector<const Network*> candidates(const Catalogue& catalogue, std::string_view task, Set set,
                                       Effort effort) {
  std::vector<const Network*> found;
  for (const Network& network : catalogue.networks()) {
    if (may_answer(network, task, set, effort)) found.push_back(&network);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Network* a, const Network* b) { return a->rank > b->rank; });
  return found;
}

std::string pull_command(const std::filesystem::path& home, std::string_view what) {
  const bool usual = home == default_home();
  return fmt::format("nunchi models pull {}{}", what,
                     usual ? "" : fmt::format(" --models {}", home.string()));
}

Error nothing_there(const std::vector<const Network*>& possible, const std::filesystem::path& home,
                    std::string_view task) {
  // What registries hold can be had by everyone, so it is proposed first.
  auto proposed = std::find_if(possible.begin(), possible.end(), [](const Network* network) {
    return !network->by_url && !network->added;
  });
  std::error_code ignored;
  if (proposed != possible.end() && !std::filesystem::exists(home, ignored)) {
    return {ErrorCode::not_found, fmt::format("no networks in {}; run: {}", home.string(),
                                              pull_command(home, "--set registry"))};
  }
  if (proposed == possible.end()) {
    proposed = std::find_if(possible.begin(), possible.end(),
                            [](const Network* network) { return !network->added; });
  }
  const std::string what =
      proposed != possible.end() ? pull_command(home, (*proposed)->name) : std::string(kAddCommand);
  return {ErrorCode::not_found,
          fmt::format("no network for {} in {}; run: {}", task, home.string(), what)};
}

}  // namespace

Result<Located> locate(const Catalogue& catalogue, const std::filesystem::path& home,
                       std::string_view task, Set set, Effort effort) {
  const std::vector<const Network*> possible = candidates(catalogue, task, set, effort);
  for (const Network* network : possible) {
    if (standing_of(home, *network, Look::sizes).state == Standing::State::present) {
      return Located{*network, folder_of(home, *network) / network->file};
    }
  }
  if (possible.empty()) {
    return Error{ErrorCode::not_found,
                 fmt::format("no network for {} is known in the set {} at effort {}", task,
                             name_of(set), name_of(effort))};
  }
  return nothing_there(possible, home, task);
}

std::vector<Located> locate_all(const Catalogue& catalogue, const std::filesystem::path& home,
                                std::string_view task, Set set, Effort effort) {
  std::vector<Located> all;
  for (const Network* network : candidates(catalogue, task, set, effort)) {
    if (standing_of(home, *network, Look::sizes).state != Standing::State::present) continue;
    all.push_back({*network, folder_of(home, *network) / network->file});
  }
  return all;
}

Result<Located> locate_named(const Catalogue& catalogue, const std::filesystem::path& home,
                             std::string_view name) {
  const Network* network = catalogue.find(name);
  if (network == nullptr) {
    return Error{ErrorCode::not_found,
                 fmt::format("no network is named {}; nunchi models list shows them", name)};
  }
  const Standing standing = standing_of(home, *network, Look::sizes);
  if (standing.state == Standing::State::present) {
    return Located{*network, folder_of(home, *network) / network->file};
  }
  return Error{
      ErrorCode::not_found,
      fmt::format("network {} is {} in {}; run: {}", name, name_of(standing.state), home.string(),
                  network->added ? std::string(kAddCommand) : pull_command(home, name))};
}

}  // namespace nunchi::models
