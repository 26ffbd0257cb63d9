#include <cstddef>
#include <string>
#include <string_view>

#include "serve/routes.h"
#include "serve/site_files.h"

namespace nunchi::serve {
namespace {

// Nothing but our own files and the library's pictures, and no page around ours.
constexpr char kPolicy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

Reply file_reply(const SiteFile& file, const Request& request) {
  Reply reply{.type = std::string(file.type),
              .headers = {{"Cache-Control", "no-cache"},
                          {"Content-Security-Policy", kPolicy},
                          {"X-Content-Type-Options", "nosniff"},
                          {"Referrer-Policy", "same-origin"}},
              .body = std::string(file.bytes)};
  return unless_known(std::move(reply), "\"" + std::string(file.sha256.substr(0, 32)) + "\"",
                      request.header("if-none-match"));
}

}  // namespace

void add_site_routes(Router& router) {
  for (const SiteFile& file : site_files()) {
    router.add({.method = "GET",
                .pattern = std::string(file.path),
                .scope = Scope::open,
                .answer = [file](const Request& request) { return file_reply(file, request); }});
  }
}

}  // namespace nunchi::serve
