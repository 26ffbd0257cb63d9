#include "ingest/photo_walk.h"

#include <algorithm>
#include <string>

namespace nunchi::ingest {
namespace fs = std::filesystem;
namespace {

bool passed_over(const fs::path& name) {
  const std::string& text = name.native();
  return text.starts_with('.') || text == "@eaDir";
}

struct Names {
  std::vector<fs::path> files, folders;
};

Result<Names> list(const fs::path& folder) {
  std::error_code failed;
  Names names;
  fs::directory_iterator entry(folder, failed);
  for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
    std::error_code unknown;
    if (passed_over(entry->path().filename())) continue;
    if (entry->is_regular_file(unknown)) {
      names.files.push_back(entry->path());
    } else if (entry->is_directory(unknown) && !entry->is_symlink(unknown)) {
      names.folders.push_back(entry->path());
    }
  }
  if (failed) {
    return Error{ErrorCode::io_failure, failed.message()}.while_doing("list " + folder.string());
  }
  return names;
}

}  // namespace

PhotoWalk::PhotoWalk(std::vector<fs::path> roots) {
  std::reverse(roots.begin(), roots.end());
  for (fs::path& root : roots) ahead_.push_back({.file = std::move(root), .named = true});
}

std::optional<Found> PhotoWalk::next() {
  while (!ahead_.empty()) {
    Found found = std::move(ahead_.back());
    ahead_.pop_back();
    std::error_code unknown;
    if (!fs::is_directory(found.file, unknown)) return found;
    if ((found.error = open(found.file))) return found;
  }
  return std::nullopt;
}

std::optional<Error> PhotoWalk::open(const fs::path& folder) {
  auto names = list(folder);
  if (!names) return std::move(names).error();
  const auto add_last_first = [&](std::vector<fs::path>& paths) {
    std::sort(paths.begin(), paths.end(), std::greater<>());
    for (fs::path& path : paths) ahead_.push_back({.file = std::move(path)});
  };
  add_last_first(names->folders);
  add_last_first(names->files);
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
