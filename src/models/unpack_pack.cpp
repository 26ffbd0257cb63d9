#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "models/download_cache.h"
#include "models/manifest.h"
#include "models/network_entry.h"
#include "models/os_error.h"
#include "models/pack.h"
#include "models/pack_contents.h"
#include "models/pinned_writer.h"
#include "models/scratch_folder.h"
#include "models/tar_reader.h"
#include "models/text_file.h"

namespace nunchi::models {
namespace {

Error damaged(std::string why) { return {ErrorCode::corrupt_data, std::move(why)}; }

Result<PackContents> read_contents(TarReader& tar) {
  auto first = tar.next();
  if (!first) return std::move(first).error();
  if (*first != kPackContents) return damaged("it is no pack of nunchi");
  std::string text;
  Status read = tar.read([&](std::string_view bytes) -> Status {
    if (text.size() + bytes.size() > kMostTextBytes) {
      return Error{ErrorCode::too_large, std::string(kPackContents) + " is too large"};
    }
    text += bytes;
    return ok();
  });
  if (!read) return std::move(read).error();
  return parse_pack_contents(text, kPackContents);
}

// What is wanted of a pack.
struct Wanted {
  const std::vector<std::string>& names;  // empty: all
  Set set;

  bool operator()(const std::string& name, bool in_registry) const {
    const bool named = std::find(names.begin(), names.end(), name) != names.end();
    return (names.empty() || named) && (set == Set::all || in_registry);
  }
};

// A pack being taken apart: which of its files are wanted, and where they go.
class Unpacking {
 public:
  Unpacking(const Catalogue& catalogue, const Places& places, const ScratchFolder& beside_downloads,
            const ScratchFolder& beside_home)
      : catalogue_(catalogue),
        added_home_(places.home / "added"),
        cache_(places.downloads),
        for_files_(beside_downloads.path()),
        for_added_(beside_home.path()) {}

  // All that the pack may hold is announced here; anything else in it is a reason to refuse it.
  void announce(const PackContents& contents, const Wanted& wanted) {
    for (const PackContents::BuiltIn& network : contents.networks) announce(network, wanted);
    for (const PackContents::Added& network : contents.added) announce(network, wanted);
  }

  Status take(TarReader& tar, const std::string& path) {
    if (announced_.erase(path) == 0) return damaged(path + " in it was not announced");
    const auto pin = pins_.find(path);
    if (pin == pins_.end()) return ok();  // the reader goes on to the next
    const std::filesystem::path to = place_of(path);
    auto out = PinnedWriter::create(to, pin->second);
    if (!out) return std::move(out).error();
    Status read = tar.read([&](std::string_view bytes) { return out->add(bytes); });
    if (!read) return read;
    if (Status whole = std::move(*out).finish(); !whole) return whole;
    taken_.insert(path);
    return is_file(path) ? cache_.keep(to, pin->second) : ok();
  }

  Result<Unpacked> finish() && {
    for (const PackContents::Added& network : added_) {
      Status placed = place(network);
      if (!placed) return std::move(placed).error().while_doing("network " + network.name);
      unpacked_.added.push_back(network.name);
    }
    return std::move(unpacked_);
  }

 private:
  static bool is_file(const std::string& path) { return path.starts_with("files/"); }

  // Named by a hash, so that the archive chooses no name.
  std::filesystem::path place_of(const std::string& path) const {
    return (is_file(path) ? for_files_ : for_added_) / sha256_of(path);
  }

  void announce(const PackContents::BuiltIn& network, const Wanted& wanted) {
    for (const std::string& hash : network.hashes) announced_.insert("files/" + hash);
    const Network* known = catalogue_.find(network.name);
    if (known == nullptr || known->added || known->version != network.version) {
      unpacked_.unknown.push_back(network.name);
    } else if (wanted(network.name, !known->by_url)) {
      unpacked_.networks.push_back(network.name);
      for (const PinnedFile& pin : known->source.files) {
        if (!cache_.holds(pin)) pins_.emplace("files/" + pin.sha256, pin);
      }
    }
  }

  void announce(const PackContents::Added& network, const Wanted& wanted) {
    const Network* known = catalogue_.find(network.name);
    const bool name_is_free = known == nullptr || known->added;
    const bool take = name_is_free && wanted(network.name, false);
    for (const PinnedFile& file : network.files) {
      announced_.insert(file.at);
      if (take) pins_.emplace(file.at, file);
    }
    if (take) added_.push_back(network);
    if (!name_is_free) unpacked_.unknown.push_back(network.name);
  }

  Status place(const PackContents::Added& network) {
    const std::filesystem::path folder = for_added_ / network.name;
    std::error_code failed;
    std::filesystem::create_directory(folder, failed);
    for (const PinnedFile& file : network.files) {
      if (!taken_.contains(file.at)) return damaged(file.at + " is missing in it");
      if (!failed) std::filesystem::rename(place_of(file.at), folder / file.name, failed);
    }
    if (!failed) std::filesystem::create_directories(added_home_, failed);
    if (failed) return os_error("make folder", folder, failed);
    auto text = read_text(folder / "entry.json");
    if (!text) return std::move(text).error();
    auto entry = parse_added(*text, "entry.json", network.name);
    if (!entry) return std::move(entry).error();
    if (Status written = write_manifest(folder, *entry); !written) return written;
    return put_in_place(folder, added_home_ / network.name);
  }

  const Catalogue& catalogue_;
  std::filesystem::path added_home_;
  DownloadCache cache_;
  std::filesystem::path for_files_, for_added_;
  std::set<std::string> announced_, taken_;
  std::map<std::string, PinnedFile> pins_;  // by the path in the pack
  std::vector<PackContents::Added> added_;
  Unpacked unpacked_;
};

Result<Unpacked> unpack_all(const std::filesystem::path& file, const Catalogue& catalogue,
                            const Places& places, const Wanted& wanted) {
  TarReader tar;
  if (Status opened = tar.open(file); !opened) return std::move(opened).error();
  auto contents = read_contents(tar);
  if (!contents) return std::move(contents).error();
  auto beside_downloads = ScratchFolder::create(places.downloads);
  if (!beside_downloads) return std::move(beside_downloads).error();
  auto beside_home = ScratchFolder::create(places.home);
  if (!beside_home) return std::move(beside_home).error();
  Unpacking unpacking(catalogue, places, *beside_downloads, *beside_home);
  unpacking.announce(*contents, wanted);
  while (true) {
    auto path = tar.next();
    if (!path) return std::move(path).error();
    if (path->empty()) return std::move(unpacking).finish();
    if (Status taken = unpacking.take(tar, *path); !taken) return std::move(taken).error();
  }
}

}  // namespace

Result<Unpacked> unpack_pack(const std::filesystem::path& file, const Catalogue& catalogue,
                             const Places& places, const std::vector<std::string>& names, Set set) {
  auto unpacked = unpack_all(file, catalogue, places, {names, set});
  if (unpacked) {
    for (const std::string& name : names) {
      const auto has = [&](const std::vector<std::string>& list) {
        return std::find(list.begin(), list.end(), name) != list.end();
      };
      if (!has(unpacked->networks) && !has(unpacked->added)) {
        return Error{ErrorCode::not_found,
                     fmt::format("take {} out of {}: it is not in it", name, file.string())};
      }
    }
    return unpacked;
  }
  return std::move(unpacked).error().while_doing("take networks out of " + file.string());
}

}  // namespace nunchi::models
