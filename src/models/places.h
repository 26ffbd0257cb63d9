// Places: where networks are kept and where they come from on this machine. A value.
#pragma once

#include <filesystem>
#include <string>

#include "models/catalogue.h"

namespace nunchi::models {

struct Places {
  std::filesystem::path home;       // the networks, a folder each
  std::filesystem::path downloads;  // files that were fetched, by their hash; may be deleted
  std::string mirror;       // a folder or http(s) address that serves files of URLs by their names
  std::string search_path;  // where the clients (python3, npm, curl) are looked for

  // default_home(), $XDG_CACHE_HOME/nunchi/downloads, $NUNCHI_MIRROR and $PATH.
  static Places from_environment();
};

}  // namespace nunchi::models
