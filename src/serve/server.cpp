#include "serve/server.h"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <utility>

#include "serve/accounts.h"
#include "serve/change_feed.h"
#include "serve/gate.h"
#include "serve/routes.h"

namespace nunchi::serve {
namespace {

void log_line(const Request& request, const Reply& reply, std::chrono::microseconds took) {
  const std::string line =
      fmt::format("{{\"peer\":{},\"method\":{},\"path\":{},\"status\":{},\"ms\":{:.1f}}}\n",
                  json_text(request.peer), json_text(request.method), json_text(request.path),
                  reply.status, static_cast<double>(took.count()) / 1000);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

Reply answer_by(const Route& route, const Request& request) {
  try {
    return route.answer(request);
  } catch (const std::exception& bug) {
    return problem(500, std::string("a bug of nunchi's: ") + bug.what());
  }
}

// Uploaded photos are followed like all others.
FillerOptions filler_options(const ServerOptions& options, const UploadStore& uploads) {
  FillerOptions filler{.follow = options.follow,
                       .open_eyes = options.open_eyes,
                       .files_only = options.files_only,
                       .threads = options.threads};
  if (!filler.open_eyes) {
    filler.open_eyes = []() -> Result<perceive::Eyes> {
      return Error{ErrorCode::not_found, "this server looks at no pictures"};
    };
  }
  std::error_code failed;
  std::filesystem::create_directories(uploads.folder(), failed);
  filler.follow.push_back(std::filesystem::absolute(uploads.folder(), failed));
  return filler;
}

}  // namespace

struct Server::Running {
  Running(library::Library& from, const concepts::Taxonomy& taxonomy, Accounts known,
          const ServerOptions& options)
      : accounts(std::move(known)),
        changes(from),
        uploads(options.uploads.empty() ? from.folder() / "uploads" : options.uploads),
        filler(from, taxonomy, filler_options(options, uploads)),
        gate(options.host_names, accounts) {
    uploads.drop_older_than(std::chrono::hours(24 * 14));
    const Served served{from, taxonomy, accounts, changes, uploads, filler};
    add_site_routes(router);
    add_account_routes(router, served);
    add_library_routes(router, served);
    add_moment_routes(router, served);
    add_picture_routes(router, served);
    add_edit_routes(router, served);
    add_album_routes(router, served);
    add_people_routes(router, served);
    add_event_routes(router, served);
    add_upload_routes(router, served);
    add_see_routes(router, served);
  }

  // Also fills in the parts of its path.
  Admission admit(Request& request) const {
    const Route* route = router.find(request);
    if (auto refusal = gate.refuse(request, route ? route->scope : Scope::read)) {
      return {.refusal = std::move(refusal)};
    }
    if (route == nullptr) return {.refusal = nothing_there(request)};
    return {.most_body = route->most_body,
            .answer = [route](const Request& asked) { return answer_by(*route, asked); }};
  }

  Reply nothing_there(const Request& request) const {
    const std::string methods = router.methods_of(request.path);
    if (methods.empty()) return problem(404, "there is nothing at this address");
    Reply reply = problem(405, "this address takes " + methods);
    reply.headers["Allow"] = methods;
    return reply;
  }

  Accounts accounts;
  ChangeFeed changes;
  UploadStore uploads;
  Filler filler;
  Gate gate;
  Router router;
  std::unique_ptr<HttpServer> http;
  std::string url;
};

Server::Server(std::unique_ptr<Running> running) noexcept : running_(std::move(running)) {}
Server::Server(Server&&) noexcept = default;
Server::~Server() = default;

Result<Server> Server::open(library::Library& library, const concepts::Taxonomy& taxonomy,
                            const ServerOptions& options) {
  auto accounts = Accounts::open(library.folder() / "accounts.json");
  if (!accounts) return std::move(accounts).error();
  if (!is_loopback(options.http.address) && !accounts->are_needed()) {
    return Error{ErrorCode::invalid_argument,
                 "other machines reach " + options.http.address +
                     ": first make an account with `nunchi account add NAME`"};
  }
  auto running = std::make_unique<Running>(library, taxonomy, *std::move(accounts), options);
  Running* const served = running.get();
  auto http = HttpServer::bind(
      options.http, {.admit = [served](Request& request) { return served->admit(request); },
                     .log = options.log ? log_line : nullptr});
  if (!http) return std::move(http).error();
  const bool is_v6 = options.http.address.find(':') != std::string::npos;
  running->url =
      fmt::format("{}://{}:{}/", options.http.certificate.empty() ? "http" : "https",
                  is_v6 ? "[" + options.http.address + "]" : options.http.address, http->port());
  running->http = std::make_unique<HttpServer>(*std::move(http));
  return Server(std::move(running));
}

std::string Server::address() const { return running_->url; }
Status Server::run(std::stop_token stop) { return running_->http->run(std::move(stop)); }

Reply Server::answer(Request request) const {
  Admission admission = running_->admit(request);
  return admission.refusal ? *std::move(admission.refusal) : admission.answer(request);
}

}  // namespace nunchi::serve
