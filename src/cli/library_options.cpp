#include "cli/library_options.h"

#include <cstdio>
#include <cstdlib>

#include "library/assets.h"
#include "library/files.h"
#include "library/moments.h"

namespace nunchi::cli {
namespace fs = std::filesystem;

void add_library_option(CLI::App& command, LibraryOptions& options) {
  command.add_option("--library", options.folder, "the folder of the library")->type_name("DIR");
}

fs::path default_library() {
  const char* xdg = std::getenv("XDG_DATA_HOME");
  if (xdg && *xdg == '/') return fs::path(xdg) / "nunchi/library";
  const char* home = std::getenv("HOME");
  return fs::path(home && *home ? home : "/tmp") / ".local/share/nunchi/library";
}

Result<library::Library> open_library(const LibraryOptions& options, library::OpenFor use) {
  const fs::path folder = options.folder.empty() ? default_library() : options.folder;
  auto library = library::Library::open(folder, {.use = use});
  if (library && !library->notice().empty()) {
    std::fprintf(stderr, "nunchi: %s\n", library->notice().c_str());
  }
  return library;
}

fs::path kept_path(const fs::path& named) {
  std::error_code unknown;
  fs::path path = fs::absolute(named, unknown).lexically_normal();
  if (!path.has_filename() && path.has_parent_path()) path = path.parent_path();  // "photos/"
  return path;
}

Result<std::vector<MomentId>> moments_named(library::Library& library,
                                            const std::vector<std::string>& names) {
  std::vector<MomentId> moments;
  for (const std::string& name : names) {
    auto hash = content_hash_from_hex(name);
    if (!hash) {
      auto at = library.files().content_of(kept_path(name));
      if (!at) return std::move(at).error();
      hash = *at;
    }
    std::vector<MomentId> found;
    if (hash) {
      auto of = library.moments().of_asset(*hash);
      if (!of) return std::move(of).error();
      found = *std::move(of);
    }
    if (found.empty()) {
      return Error{ErrorCode::not_found,
                   name + ": not in the library (nunchi add " + name + " puts it there)"};
    }
    moments.push_back(found.front());
  }
  return moments;
}

}  // namespace nunchi::cli
