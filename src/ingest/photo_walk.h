// PhotoWalk: the files that a person named, one after another; folders are walked through.
//
// Not thread-safe. Within a folder files come before sub-folders, each in the order of their names;
// hidden ones (".…") and the thumbnails that storage boxes leave ("@eaDir") are passed over. Links
// are followed to files, not to folders, so that a walk always ends. Of a folder with more names
// than `names_at_once` only so many are held in memory: sorted by themselves, then the next ones.
#pragma once

#include <cstddef>
#include <filesystem>
#include <istream>
#include <optional>
#include <vector>

#include "core/result.h"

namespace nunchi::ingest {

struct Found {
  std::filesystem::path file;
  bool named = false;  // by the person, not come upon in a folder: must be read or complained of
  std::optional<Error> error;  // `file` is a folder that cannot be read; the walk goes on behind it
};

class PhotoWalk {
 public:
  explicit PhotoWalk(std::vector<std::filesystem::path> roots, std::size_t names_at_once = 50'000);

  // The next file; nullopt at the end. What is named but not there is given like any file.
  std::optional<Found> next();

 private:
  enum class Kind { files, folders };

  // A folder that is being walked through: first for its files, then for its sub-folders.
  struct Level {
    std::filesystem::path folder;
    std::filesystem::directory_iterator entry;  // behind the last name that was read
    Kind wanted = Kind::files;
    bool has_folders = false;
    std::vector<std::filesystem::path> ahead;  // the next one last
  };

  std::optional<Error> enter(const std::filesystem::path& folder);
  std::optional<Error> read_on(Level& level) const;

  std::size_t names_at_once_;
  std::vector<Found> roots_;  // still to visit, the next one last
  std::vector<Level> levels_;
};

// The paths that a list gives, one a line; empty lines are passed over, CRLF is understood.
std::vector<std::filesystem::path> read_path_list(std::istream& list);

}  // namespace nunchi::ingest
