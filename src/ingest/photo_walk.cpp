#include "ingest/photo_walk.h"

#include <algorithm>
#include <functional>
#include <string>

namespace nunchi::ingest {
namespace fs = std::filesystem;
namespace {

bool passed_over(const fs::path& name) {
  const std::string& text = name.native();
  return text.starts_with('.') || text == "@eaDir";
}

Error unlisted(const fs::path& folder, const std::error_code& failed) {
  return Error{ErrorCode::io_failure, failed.message()}.while_doing("list " + folder.string());
}

}  // namespace

PhotoWalk::PhotoWalk(std::vector<fs::path> roots, std::size_t names_at_once)
    : names_at_once_(std::max<std::size_t>(1, names_at_once)) {
  std::reverse(roots.begin(), roots.end());
  for (fs::path& root : roots) roots_.push_back({.file = std::move(root), .named = true});
}

std::optional<Found> PhotoWalk::next() {
  std::error_code unknown;
  while (!levels_.empty() || !roots_.empty()) {
    if (levels_.empty()) {
      Found root = std::move(roots_.back());
      roots_.pop_back();
      if (!fs::is_directory(root.file, unknown)) return root;
      if ((root.error = enter(root.file))) return root;
      continue;
    }
    Level& level = levels_.back();
    if (level.ahead.empty()) {
      Found folder{.file = level.folder};
      if ((folder.error = read_on(level))) {
        levels_.pop_back();
        return folder;
      }
      if (level.ahead.empty()) levels_.pop_back();
      continue;
    }
    Found found{.file = std::move(level.ahead.back())};
    level.ahead.pop_back();
    if (level.wanted == Kind::files) return found;
    if ((found.error = enter(found.file))) return found;  // `level` may be gone from here on
  }
  return std::nullopt;
}

std::optional<Error> PhotoWalk::enter(const fs::path& folder) {
  std::error_code failed;
  Level level{.folder = folder, .entry = fs::directory_iterator(folder, failed)};
  if (failed) return unlisted(folder, failed);
  levels_.push_back(std::move(level));
  return std::nullopt;
}

// The next names of the wanted kind; none at the end of the folder.
std::optional<Error> PhotoWalk::read_on(Level& level) const {
  const fs::directory_iterator end;
  std::error_code failed, unknown;
  for (;;) {
    for (; level.entry != end && level.ahead.size() < names_at_once_;
         level.entry.increment(failed)) {
      if (passed_over(level.entry->path().filename())) continue;
      const bool is_folder =
          level.entry->is_directory(unknown) && !level.entry->is_symlink(unknown);
      level.has_folders |= is_folder;
      const bool wanted = level.wanted == Kind::folders
                              ? is_folder
                              : !is_folder && level.entry->is_regular_file(unknown);
      if (wanted) level.ahead.push_back(level.entry->path());
    }
    if (failed) return unlisted(level.folder, failed);
    if (!level.ahead.empty() || level.wanted == Kind::folders || !level.has_folders) break;
    level.wanted = Kind::folders;  // listed a second time, so that neither kind is all in memory
    level.entry = fs::directory_iterator(level.folder, failed);
    if (failed) return unlisted(level.folder, failed);
  }
  std::sort(level.ahead.begin(), level.ahead.end(), std::greater<>());
  return std::nullopt;
}

std::vector<fs::path> read_path_list(std::istream& list) {
  std::vector<fs::path> paths;
  for (std::string line; std::getline(list, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) paths.emplace_back(line);
  }
  return paths;
}

}  // namespace nunchi::ingest
