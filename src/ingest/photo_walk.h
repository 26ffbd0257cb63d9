// PhotoWalk: the files that a person named, one after another; folders are walked through.
//
// Not thread-safe. Holds the names of one folder a level at a time, never of a whole tree. Within a
// folder files come before sub-folders, each in the order of their names; hidden ones (".…") and
// the thumbnails that storage boxes leave ("@eaDir") are passed over. Links are followed to files,
// not to folders, so that a walk always ends.
#pragma once

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
  explicit PhotoWalk(std::vector<std::filesystem::path> roots);

  // The next file; nullopt at the end. What is named but not there is given like any file.
  std::optional<Found> next();

 private:
  std::optional<Error> open(const std::filesystem::path& folder);

  std::vector<Found> ahead_;  // files and folders still to visit, the next one last
};

// The paths that a list gives, one a line; empty lines are passed over, CRLF is understood.
std::vector<std::filesystem::path> read_path_list(std::istream& list);

}  // namespace nunchi::ingest
