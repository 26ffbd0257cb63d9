#include "cli/seeing_options.h"

#include <cstdio>
#include <cstdlib>

#include "ingest/looker.h"
#include "models/catalogue.h"

namespace nunchi::cli {
namespace {

models::Effort effort_named(std::string_view name) {
  if (name == "fast") return models::Effort::fast;
  return name == "best" ? models::Effort::best : models::Effort::balanced;
}

}  // namespace

void add_seeing_options(CLI::App& command, SeeingOptions& options) {
  command
      .add_option("--effort", options.effort,
                  "fast: smaller networks; balanced; best: more looks at each picture")
      ->check(CLI::IsMember({"fast", "balanced", "best"}))
      ->capture_default_str();
  command
      .add_option("--set", options.set,
                  "registry: leave out networks that came by URL; all: the best that are here")
      ->check(CLI::IsMember({"all", "registry"}))
      ->capture_default_str();
  command.add_option("--models", options.models, "the folder of the networks")->type_name("DIR");
  command.add_flag("-v,--verbose", options.verbose,
                   "say which networks look, on what device and in what precision");
}

void add_language_option(CLI::App& command, std::string& language) {
  command.add_option("--lang", language, "language of names: en or ko")
      ->check(CLI::IsMember({"en", "ko"}))
      ->capture_default_str();
}

void add_jobs_option(CLI::App& command, int& jobs) {
  command.add_option("-j,--jobs", jobs, "photos at once; 0: as many as suits")
      ->check(CLI::Range(0, 256))
      ->capture_default_str();
}

int threads_for(int jobs) { return jobs > 0 ? jobs : ingest::usual_lookers(); }

Result<perceive::Eyes> open_eyes(const SeeingOptions& options, perceive::Wanted wanted,
                                 const concepts::Taxonomy& taxonomy) {
  const auto home = options.models.empty() ? models::default_home() : options.models;
  auto catalogue = models::Catalogue::load(home);
  if (!catalogue) return std::move(catalogue).error();
  for (const std::string& warning : catalogue->warnings()) {
    std::fprintf(stderr, "nunchi: %s\n", warning.c_str());
  }
  auto eyes = perceive::Eyes::open(
      *catalogue, taxonomy,
      {.home = home,
       .cache = cache_home() / "compiled",
       .set = options.set == "registry" ? models::Set::registry : models::Set::all,
       .effort = effort_named(options.effort),
       .wanted = wanted});
  if (eyes && options.verbose) {
    for (const perceive::NetworkUse& use : eyes->uses()) {
      std::fprintf(stderr, "%s: %s on %s\n", use.task.c_str(), use.network.c_str(),
                   use.device.c_str());
    }
  }
  return eyes;
}

std::filesystem::path cache_home() {
  const char* xdg = std::getenv("XDG_CACHE_HOME");
  if (xdg && *xdg == '/') return std::filesystem::path(xdg) / "nunchi";
  const char* home = std::getenv("HOME");
  return std::filesystem::path(home && *home ? home : "/tmp") / ".cache" / "nunchi";
}

int complain(const Error& error) {
  std::fprintf(stderr, "nunchi: %s\n", error.message.c_str());
  return 1;
}

}  // namespace nunchi::cli
