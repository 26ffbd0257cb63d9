#include "models/source.h"

#include <fmt/format.h>

namespace nunchi::models {
namespace {

std::string host_of(const std::string& url) {
  const std::size_t start = url.find("://");
  if (start == std::string::npos) return url;
  return url.substr(start + 3, url.find('/', start + 3) - start - 3);
}

}  // namespace

std::string to_text(const Source& source) {
  switch (source.kind) {
    case Source::Kind::pypi: return fmt::format("PyPI {} {}", source.package, source.version);
    case Source::Kind::npm: return fmt::format("npm {} {}", source.package, source.version);
    case Source::Kind::url:
      return source.files.empty() ? "URL" : "URL " + host_of(source.files.front().at);
    case Source::Kind::added: return "added";
  }
  return "";
}

}  // namespace nunchi::models
