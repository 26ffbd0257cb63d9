// Library: one folder in which all that was ever seen is kept.
//
//   library.db   what was seen and what the owner said of it (SQLite; docs/library.md specifies it)
//   previews/    small pictures; vectors/: vectors made ready for search. Both can be made again.
//
// Thread-safe: many read at once, writers take turns, those of other programs too, with patience.
// Each call is kept whole or not at all, whatever happens to the program in the middle. The groups
// that it hands out (Assets, Moments, …) are borrowed handles and must not outlive it.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "core/result.h"

namespace nunchi::library {

class Albums;
class Assets;
class Edits;
class Files;
class Listing;
class Moments;
class People;
class Previews;
class Records;
class Stacks;
class Store;
class TextIndex;
class Vectors;
class WorkQueue;

enum class OpenFor { writing, reading };
enum class JournalMode { automatic, write_ahead, rollback };

struct OpenOptions {
  OpenFor use = OpenFor::writing;
  // How long to wait for another program's write before giving up with io_failure.
  std::chrono::milliseconds patience{10'000};
  // automatic: write-ahead, except on a network share, where it would corrupt: rollback.
  JournalMode journal = JournalMode::automatic;
};

struct Counts {
  std::int64_t assets = 0, photos = 0, videos = 0, moments = 0, faces = 0;
  std::int64_t failed = 0;   // files that could not be read and work that could not be done
  std::int64_t pending = 0;  // work still to be done
  std::int64_t bytes = 0;    // of all assets
  bool operator==(const Counts&) const = default;
};

class Library {
 public:
  // Opens the library in `folder`; for writing it makes the folder and an empty library where there
  // is none, and brings an older one up to date. not_found: nothing there to read. unsupported:
  // made by a newer nunchi, or not by nunchi. corrupt_data: damaged. io_failure: no permission,
  // disk full, …
  static Result<Library> open(const std::filesystem::path& folder, const OpenOptions& options = {});

  Library(Library&&) noexcept;
  Library& operator=(Library&&) noexcept;
  ~Library();

  Albums albums();
  Assets assets();
  Edits edits();
  Files files();
  Listing listing();
  Moments moments();
  People people();
  Previews previews();
  Records records();
  Stacks stacks();
  TextIndex text();
  Vectors vectors();
  WorkQueue queue();

  // All that `work` does to this library on this thread becomes one: kept together at the end and
  // seen by others only then, or, if it returns an Error, not at all. Many small changes are much
  // quicker so. Other writers wait meanwhile.
  Status in_one_go(const std::function<Status()>& work);

  Result<Counts> counts();

  // A number that changes whenever anyone, in this program or another, has changed the library.
  Result<std::int64_t> version();

  // Writes the library as it is now into `file` (made anew; put in place only when whole), while it
  // is in use. Previews are not in it.
  Status back_up(const std::filesystem::path& file);

  // Something that a person should hear about how the library was opened; mostly empty.
  const std::string& notice() const noexcept;
  const std::filesystem::path& folder() const noexcept;

 private:
  struct Opened;
  explicit Library(std::unique_ptr<Opened> opened) noexcept;
  std::unique_ptr<Opened> opened_;
};

// Makes the backup `file` the library of `folder`, which no program may have open. The backup is
// checked first; the library that was there is kept as library.db.before-restore.
Status restore_library(const std::filesystem::path& file, const std::filesystem::path& folder);

}  // namespace nunchi::library
