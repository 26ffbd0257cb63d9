#include "models/places.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace nunchi::models {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

std::filesystem::path user_home() {
  if (const std::string home = variable("HOME"); !home.empty()) return home;
  const passwd* user = ::getpwuid(::getuid());
  return user != nullptr ? user->pw_dir : "/";
}

// XDG Base Directory Specification 0.8: a path that is not absolute is to be ignored.
std::filesystem::path xdg(const char* name, std::string_view otherwise) {
  const std::filesystem::path set = variable(name);
  return set.is_absolute() ? set : user_home() / otherwise;
}

bool is_address(std::string_view mirror) {
  return mirror.starts_with("http://") || mirror.starts_with("https://");
}

}  // namespace

std::filesystem::path default_home() {
  if (const std::string set = variable("NUNCHI_MODELS"); !set.empty()) {
    return std::filesystem::absolute(set);
  }
  return xdg("XDG_DATA_HOME", ".local/share") / "nunchi" / "models";
}

Places Places::from_environment() {
  Places places;
  places.home = default_home();
  places.downloads = xdg("XDG_CACHE_HOME", ".cache") / "nunchi" / "downloads";
  places.mirror = variable("NUNCHI_MIRROR");
  if (!places.mirror.empty() && !is_address(places.mirror)) {
    places.mirror = std::filesystem::absolute(places.mirror).string();
  }
  places.search_path = variable("PATH");
  return places;
}

}  // namespace nunchi::models
