// Files: which paths the library knows, what each holds, and how it looked when it was last read.
//
// A file whose size, time of change and inode are as before is not read again, so that a tree that
// has been added once is checked at the speed of stat(2). Paths are kept byte for byte as they were
// given: give absolute ones. A handle borrowed from a Library, copyable, not to outlive it.
// Thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "library/assets.h"

namespace nunchi::library {

struct FileStat {
  std::uint64_t bytes = 0;
  std::int64_t mtime_ns = 0;  // last change of the content, since 1970 UTC
  std::uint64_t inode = 0;
  bool operator==(const FileStat&) const = default;
};

// By stat(2), following links. not_found, io_failure.
Result<FileStat> stat_of(const std::filesystem::path& file);

struct SeenFile {
  std::filesystem::path path;
  FileStat stat;
};

enum class Familiarity {
  unknown,    // never read
  changed,    // read before, looks different now
  unchanged,  // read, nothing to do
  failed      // could not be read before and looks no different: not tried again by itself
};

// What recording a file turned out to be.
enum class Recorded {
  same,          // the path held this content before
  new_asset,     // content that was not in the library
  another_path,  // content that other paths, which still exist, hold too
  moved,         // content whose other paths are gone: renamed or moved
  new_version    // the path held other content before: Asset::previous
};

struct FailedFile {
  std::filesystem::path path;
  std::string reason;
  bool operator==(const FailedFile&) const = default;
};

class Files {
 public:
  explicit Files(Store& store) noexcept : store_(&store) {}

  // One answer a file, in order. Quickest with many files of one folder together.
  Result<std::vector<Familiarity>> look_up(std::span<const SeenFile> files) const;

  // What the path held when it was last read; nothing where it is not known.
  Result<std::optional<ContentHash>> content_of(const std::filesystem::path& path) const;

  // What lies beside `path` under the same name but for its ending: "IMG_1.CR3" of "IMG_1.JPG".
  Result<std::vector<ContentHash>> namesakes(const std::filesystem::path& path) const;

  // The file at `path` holds `asset`. Of a new version the owner's edits are carried over when its
  // moment comes (moments.h), unless another path still holds the old one.
  Result<Recorded> record(const SeenFile& file, const Asset& asset);

  // The file could not be read or decoded.
  Status fail(const SeenFile& file, const std::string& reason);

  Result<std::vector<FailedFile>> failures(int limit) const;  // by path

  // Failed files count as unknown again. How many.
  Result<std::int64_t> forget_failures();

  // Paths at or below `root` whose file is gone are forgotten; their assets, if no path is left,
  // are no longer shown but kept with all edits, and come back with the file. How many paths. A
  // root that does not exist itself is refused with not_found: perhaps a disk is not plugged in.
  Result<std::int64_t> prune(const std::filesystem::path& root);

 private:
  Store* store_;
};

}  // namespace nunchi::library
