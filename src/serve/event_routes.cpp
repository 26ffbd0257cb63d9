#include <string>

#include "serve/routes.h"

namespace nunchi::serve {
namespace {

using namespace std::chrono_literals;

// Server-sent events (the HTML standard, section 9.2): "change" whenever the library has changed;
// a comment now and then, so that callers who have left are noticed.
void tell_changes(const ChangeFeed& changes, const Reply::Write& write) {
  std::int64_t known = changes.version();
  if (!write("retry: 2000\n\n")) return;
  for (auto quiet = 0ms;; quiet += 500ms) {
    const std::int64_t version = changes.wait(known, 500ms);
    if (version != known) {
      known = version;
      quiet = 0ms;
      if (!write("event: change\ndata: {\"version\":" + std::to_string(version) + "}\n\n")) return;
    } else if (quiet >= 10s) {
      quiet = 0ms;
      if (!write(": still here\n\n")) return;
    } else if (!write("")) {
      return;
    }
  }
}

Reply events(const Served& served, const Request&) {
  return {.type = "text/event-stream",
          .headers = {{"Cache-Control", "no-store"}},
          .stream = [&changes = served.changes](const Reply::Write& write) {
            tell_changes(changes, write);
          }};
}

}  // namespace

void add_event_routes(Router& router, const Served& served) {
  add_routes(router, served, {{"GET", "/api/v1/events", events}});
}

}  // namespace nunchi::serve
