#include "serve/router.h"

#include <algorithm>
#include <optional>
#include <set>

namespace nunchi::serve {
namespace {

// Cuts the next part off, at a slash.
std::string_view next_part(std::string_view& path) {
  const std::size_t end = path.find('/');
  const std::string_view part = path.substr(0, end);
  path = end == std::string_view::npos ? std::string_view() : path.substr(end + 1);
  return part;
}

std::optional<std::vector<std::string>> parts_of(std::string_view pattern, std::string_view path) {
  std::vector<std::string> parts;
  // "/a/" has an empty last part, "/a" has none: counted by their slashes.
  const auto slashes = [](std::string_view text) {
    return std::count(text.begin(), text.end(), '/');
  };
  if (slashes(pattern) != slashes(path)) return std::nullopt;
  while (!pattern.empty() || !path.empty()) {
    const std::string_view wanted = next_part(pattern), given = next_part(path);
    if (wanted.starts_with('{')) {
      if (given.empty()) return std::nullopt;
      parts.emplace_back(given);
    } else if (wanted != given) {
      return std::nullopt;
    }
  }
  return parts;
}

}  // namespace

const Route* Router::find(Request& request) const {
  const std::string method = request.method == "HEAD" ? "GET" : request.method;
  for (const Route& route : routes_) {
    if (route.method != method) continue;
    if (auto parts = parts_of(route.pattern, request.path)) {
      request.parts = *std::move(parts);
      return &route;
    }
  }
  return nullptr;
}

std::string Router::methods_of(std::string_view path) const {
  std::set<std::string> methods;
  for (const Route& route : routes_) {
    if (parts_of(route.pattern, path)) methods.insert(route.method);
  }
  std::string joined;
  for (const std::string& method : methods) joined += (joined.empty() ? "" : ", ") + method;
  return joined;
}

}  // namespace nunchi::serve
