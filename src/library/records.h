// Records: the whole library as a stream of values without any number of its own, so that two
// libraries that know the same are the same stream, and what is written out can be read in again.
//
// A handle borrowed from a Library, copyable, not to outlive it. Thread-safe.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/moment.h"
#include "core/result.h"
#include "library/assets.h"
#include "library/edits.h"
#include "library/people.h"
#include "library/stacks.h"

namespace nunchi::library {

struct FaceName {
  int picture = 0, n = 0;
  std::string person;  // "": the owner says it is nobody known
  NamedBy by = NamedBy::owner;
  bool operator==(const FaceName&) const = default;
};

struct MomentRecord {
  Moment moment;  // as its source says it; its id is none
  EditState edits;
  std::vector<FaceName> names;
  bool operator==(const MomentRecord&) const = default;
};

struct AssetRecord {
  Asset asset;  // previous: see VersionRecord
  std::vector<std::filesystem::path> paths;
  std::vector<MomentRecord> moments;  // the whole first, then by time
  bool operator==(const AssetRecord&) const = default;
};

struct VersionRecord {
  ContentHash asset, previous;
  bool operator==(const VersionRecord&) const = default;
};

struct AlbumRecord {
  std::string name;
  std::optional<std::string> query;
  std::vector<Origin> items;
  bool operator==(const AlbumRecord&) const = default;
};

using Record = std::variant<AssetRecord, MomentRecord, VersionRecord, Stack, AlbumRecord>;

class Records {
 public:
  explicit Records(Store& store) noexcept : store_(&store) {}

  // All that the library knows: assets by hash, moments without a file by kind, path and time,
  // versions by hash, stacks by the front one's hash, albums by name. One state of the library,
  // even where others write meanwhile. An Error of `take` ends it. Not in it: what is still to be
  // done, failures, the journal.
  Status each(const std::function<Status(const Record&)>& take) const;

  // Adds what a record says to what the library knows; records must come in the order of `each`.
  // Paths are believed until they are looked at. Not an entry of the journal.
  Status put(const Record& record);

 private:
  Store* store_;
};

}  // namespace nunchi::library
