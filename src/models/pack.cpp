#include "models/pack.h"

#include <fmt/format.h>

#include <set>

#include "models/download_cache.h"
#include "models/fetcher.h"
#include "models/locks.h"
#include "models/manifest.h"
#include "models/output_file.h"
#include "models/pack_contents.h"
#include "models/scratch_folder.h"
#include "models/standing.h"
#include "models/tar_writer.h"

namespace nunchi::models {
namespace {

Result<std::vector<const Network*>> choose(const Catalogue& catalogue, const Places& places,
                                           const std::vector<std::string>& names) {
  std::vector<const Network*> chosen;
  for (const std::string& name : names) {
    const Network* network = catalogue.find(name);
    if (network == nullptr) {
      return Error{ErrorCode::invalid_argument,
                   fmt::format("no network is named {}; nunchi models list shows them", name)};
    }
    chosen.push_back(network);
  }
  for (const Network& network : catalogue.networks()) {
    const bool present =
        standing_of(places.home, network, Look::sizes).state == Standing::State::present;
    if (names.empty() && present) chosen.push_back(&network);
  }
  if (!chosen.empty()) return chosen;
  return Error{
      ErrorCode::not_found,
      fmt::format("there are no networks in {}; run: nunchi models pull", places.home.string())};
}

Status fetch_what_is_missing(const Catalogue& catalogue, const Places& places,
                             const DownloadCache& cache, std::span<const Network* const> networks,
                             const PackOptions& options) {
  Fetcher fetcher(catalogue, places, cache, options.stop);
  for (std::size_t i = 0; i < networks.size(); ++i) {
    const Network& network = *networks[i];
    Progress progress{.network = network.name, .place = i + 1, .count = networks.size()};
    auto fetched =
        fetcher.fetch(network, [&](Fetcher::Step step, std::uint64_t bytes, std::uint64_t of) {
          progress.step = step == Fetcher::Step::fetching ? Progress::Step::fetching
                                                          : Progress::Step::unpacking;
          progress.bytes = bytes;
          progress.of = of;
          if (options.progress) options.progress(progress);
        });
    if (!fetched) return std::move(fetched).error().while_doing("fetch " + network.name);
    if (!fetched->unreachable.empty()) {
      return Error{ErrorCode::io_failure,
                   fmt::format("fetch {}: {}", network.name, fetched->unreachable)};
    }
  }
  return ok();
}

Result<PackContents> contents_of(const Places& places, std::span<const Network* const> networks) {
  PackContents contents;
  for (const Network* network : networks) {
    if (!network->added) {
      contents.networks.push_back({network->name, network->version, {}});
      for (const PinnedFile& pin : network->source.files) {
        contents.networks.back().hashes.push_back(pin.sha256);
      }
      continue;
    }
    auto manifest = read_manifest(folder_of(places.home, *network));
    if (!manifest) return std::move(manifest).error();
    contents.added.push_back({network->name, std::move(manifest->files)});
  }
  return contents;
}

// Several networks may need one file; it goes in once.
Status write_files(TarWriter& tar, const Places& places, const DownloadCache& cache,
                   std::span<const Network* const> networks, const PackContents& contents) {
  std::set<std::string> written;
  for (const Network* network : networks) {
    for (const PinnedFile& pin : network->source.files) {
      if (!written.insert(pin.sha256).second) continue;
      Status did = tar.add_file("files/" + pin.sha256, cache.path_of(pin), pin.bytes);
      if (!did) return did;
    }
  }
  for (const PackContents::Added& network : contents.added) {
    const std::filesystem::path folder = places.home / "added" / network.name;
    for (const PinnedFile& file : network.files) {
      const std::string path = fmt::format("added/{}/{}", network.name, file.name);
      if (Status did = tar.add_file(path, folder / file.name, file.bytes); !did) return did;
    }
  }
  return ok();
}

}  // namespace

Result<Packed> pack(const Catalogue& catalogue, const Places& places,
                    const std::filesystem::path& file, const std::vector<std::string>& names,
                    const PackOptions& options) {
  const auto tell = [&] {
    if (options.progress) options.progress({.step = Progress::Step::waiting});
  };
  auto networks = choose(catalogue, places, names);
  if (!networks) return std::move(networks).error();
  auto locks = Locks::take(places, options.stop, tell);
  if (!locks) return std::move(locks).error();
  const DownloadCache cache(places.downloads);
  Status fetched = fetch_what_is_missing(catalogue, places, cache, *networks, options);
  if (!fetched) return std::move(fetched).error();
  auto contents = contents_of(places, *networks);
  if (!contents) return std::move(contents).error();

  const std::filesystem::path target = std::filesystem::absolute(file);
  auto scratch = ScratchFolder::create(target.parent_path());
  if (!scratch) return std::move(scratch).error();
  const std::filesystem::path part = scratch->path() / "pack.tar";
  TarWriter tar;
  Status done = tar.open(part);
  if (done) done = tar.add_text(kPackContents, to_json(*contents));
  if (done) done = write_files(tar, places, cache, *networks, *contents);
  if (done) done = tar.close();
  if (done) done = flush_to_disk(part);
  if (done) done = put_in_place(part, target);
  if (!done) return std::move(done).error().while_doing("write " + file.string());
  Packed packed;
  for (const Network* network : *networks) packed.networks.push_back(network->name);
  std::error_code ignored;
  packed.bytes = std::filesystem::file_size(target, ignored);
  return packed;
}

}  // namespace nunchi::models
