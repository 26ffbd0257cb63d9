#include <string>
#include <utility>

#include "library/edits.h"
#include "library/listing.h"
#include "serve/moment_filter.h"
#include "serve/moment_json.h"
#include "serve/routes.h"

namespace nunchi::serve {
namespace {

Reply status(const Served& served, const Request&) {
  const auto counts = served.library.counts();
  if (!counts) return problem(counts.error());
  return json_reply(to_json(*counts, served.library.notice()));
}

Reply days(const Served& served, const Request& request) {
  const auto filter = filter_of(request);
  if (!filter) return problem(filter.error());
  const auto counted = served.library.listing().days(*filter);
  if (!counted) return problem(counted.error());
  return json_reply(to_json(*counted));
}

Reply listing(const Served& served, const Request& request) {
  const auto filter = filter_of(request);
  if (!filter) return problem(filter.error());
  const auto page = page_of(request);
  if (!page) return problem(page.error());
  const auto listed = served.library.listing().list(*filter, *page);
  if (!listed) return problem(listed.error());
  return json_reply(to_json(*listed));
}

Reply history(const Served& served, const Request& request) {
  const auto limit = number_parameter(request, "limit", 50, 1, 1000);
  if (!limit) return problem(limit.error());
  const auto edits = served.library.edits().history(static_cast<int>(*limit));
  if (!edits) return problem(edits.error());
  return json_reply(to_json(*edits));
}

Reply metrics(const Served& served, const Request&) {
  const auto counts = served.library.counts();
  if (!counts) return problem(counts.error());
  std::string text;
  const auto gauge = [&](const char* name, const char* help, std::int64_t value) {
    text += std::string("# HELP nunchi_") + name + " " + help + "\n# TYPE nunchi_" + name +
            " gauge\nnunchi_" + name + " " + std::to_string(value) + "\n";
  };
  gauge("assets", "Files of different content in the library.", counts->assets);
  gauge("photos", "Photos among them.", counts->photos);
  gauge("videos", "Videos among them.", counts->videos);
  gauge("moments", "Moments that can be found.", counts->moments);
  gauge("faces", "Faces seen.", counts->faces);
  gauge("failed", "Files that could not be read, and work that could not be done.", counts->failed);
  gauge("pending", "Work still to be done.", counts->pending);
  gauge("asset_bytes", "Bytes of all originals.", counts->bytes);
  return {.type = "text/plain; version=0.0.4; charset=utf-8", .body = std::move(text)};
}

Reply health(const Served& served, const Request&) {
  const auto version = served.library.version();
  return version ? Reply{.type = "text/plain", .body = "ok\n"} : problem(version.error());
}

}  // namespace

void add_library_routes(Router& router, const Served& served) {
  add_routes(router, served,
             {{"GET", "/api/v1/status", status},
              {"GET", "/api/v1/days", days},
              {"GET", "/api/v1/moments", listing},
              {"GET", "/api/v1/edits", history},
              {"GET", "/metrics", metrics},
              {"GET", "/healthz", health, Scope::open}});
}

}  // namespace nunchi::serve
