#include <string>

#include "serve/json_body.h"
#include "serve/routes.h"
#include "wire/json_writing.h"

namespace nunchi::serve {
namespace {

std::string cookie(const Request& request, const std::string& secret, int seconds) {
  // Over TLS the cookie never travels without it; plain HTTP is for the machine itself.
  return std::string(Accounts::kCookie) + "=" + secret +
         "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(seconds) +
         (request.is_secure ? "; Secure" : "");
}

Reply log_in(const Served& served, const Request& request) {
  const auto body = json_body(request);
  if (!body) return problem(body.error());
  const auto name = optional_text(*body, "name"), password = optional_text(*body, "password");
  if (!name) return problem(name.error());
  if (!password) return problem(password.error());
  const auto secret =
      served.accounts.log_in(name->value_or(""), password->value_or(""), request.peer);
  if (!secret) {
    const bool too_often = secret.error().code == ErrorCode::cancelled;
    Reply reply = problem(too_often ? 429 : 401, secret.error().message);
    if (too_often) reply.headers["Retry-After"] = "30";
    return reply;
  }
  Reply reply = no_content();
  reply.headers["Set-Cookie"] = cookie(request, *secret, 30 * 24 * 3600);
  return reply;
}

Reply log_out(const Served& served, const Request& request) {
  served.accounts.log_out(request);
  Reply reply = no_content();
  reply.headers["Set-Cookie"] = cookie(request, "", 0);
  return reply;
}

// Whether there are accounts, and who asks: what a page needs to know first.
Reply whoami(const Served& served, const Request& request) {
  wire::OrderedJson json = {{"accounts", served.accounts.are_needed()}};
  const auto caller = served.accounts.caller_of(request);
  json["name"] = caller ? wire::OrderedJson(caller->name) : wire::OrderedJson();
  json["scope"] = caller ? std::string(name_of(caller->scope))
                         : (served.accounts.are_needed() ? "open" : "admin");
  return json_reply(wire::dumped(json));
}

}  // namespace

void add_account_routes(Router& router, const Served& served) {
  add_routes(router, served,
             {{"GET", "/api/v1/session", whoami, Scope::open},
              {"POST", "/api/v1/session", log_in, Scope::open},
              {"DELETE", "/api/v1/session", log_out, Scope::open}});
}

}  // namespace nunchi::serve
