#include "serve/gate.h"

#include <algorithm>
#include <cctype>

namespace nunchi::serve {
namespace {

bool changes_something(const Request& request) {
  return request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS";
}

// Browsers say where a request comes from; other programs say nothing.
bool is_of_another_site(const Request& request) {
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return true;
  std::string_view origin = request.header("origin");
  if (origin.empty()) return false;
  const std::size_t scheme = origin.find("://");
  if (scheme == std::string_view::npos) return true;  // "null": a sandboxed page
  origin.remove_prefix(scheme + 3);
  return origin != request.header("host");
}

}  // namespace

std::string host_of(std::string_view authority) {
  std::string_view host = authority;
  if (host.starts_with('[')) {
    host = host.substr(1, host.find(']') - 1);
  } else if (const std::size_t colon = host.rfind(':'); colon != std::string_view::npos) {
    host = host.substr(0, colon);
  }
  std::string lower(host);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char sign) { return static_cast<char>(std::tolower(sign)); });
  return lower;
}

bool is_loopback(std::string_view address) {
  // "127.0.0.1.evil.example" is a name, and anybody's.
  const bool is_number = address.find_first_not_of("0123456789.") == std::string_view::npos;
  return address == "localhost" || address == "::1" || (is_number && address.starts_with("127."));
}

bool Gate::knows_host(std::string_view host) const {
  const std::string name = host_of(host);
  return is_loopback(name) || hosts_.contains(name);
}

std::optional<Reply> Gate::refuse(const Request& request, Scope scope) const {
  if (!knows_host(request.header("host"))) {
    return problem(403,
                   "this server does not go by the name of the Host header; "
                   "nunchi serve --host-name adds one");
  }
  if (changes_something(request) && is_of_another_site(request)) {
    return problem(403, "changes are only taken from nunchi's own pages and from programs");
  }
  if (scope == Scope::open || !accounts_->are_needed()) return std::nullopt;
  const std::optional<Caller> caller = accounts_->caller_of(request);
  if (!caller) {
    Reply reply = problem(401, "log in first, or send a token: Authorization: Bearer …");
    reply.headers["WWW-Authenticate"] = "Bearer";
    return reply;
  }
  if (caller->scope < scope) return problem(403, "this account or token may not do that");
  return std::nullopt;
}

}  // namespace nunchi::serve
