// The files of web/app, as the program carries them.
#pragma once

#include <string_view>
#include <vector>

namespace nunchi::serve {

struct SiteFile {
  std::string_view path;    // "/app.js"
  std::string_view type;    // "text/javascript"
  std::string_view sha256;  // hexadecimal
  std::string_view bytes;
};

const std::vector<SiteFile>& site_files();

}  // namespace nunchi::serve
