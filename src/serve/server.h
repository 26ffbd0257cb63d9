// Server: a library's pages and interface on one address.
//
// Owns its threads and its socket; borrows the library. All of it stops when `run` returns.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "concepts/taxonomy.h"
#include "core/result.h"
#include "library/library.h"
#include "perceive/eyes.h"
#include "serve/http_server.h"
#include "serve/router.h"

namespace nunchi::serve {

struct ServerOptions {
  HttpOptions http;
  std::set<std::string> host_names;  // further names that the machine is called by
  std::filesystem::path uploads;     // where uploaded photos go; empty: uploads/ of the library
  std::vector<std::filesystem::path> follow;  // folders whose photos are added, now and later
  std::function<Result<perceive::Eyes>()> open_eyes;
  bool files_only = false;  // pictures are not looked at
  int threads = 1;          // photos looked at at once
  bool log = false;         // a line of JSON a request on standard error
};

class Server {
 public:
  // Also invalid_argument: an address that other machines reach, and no account yet.
  static Result<Server> open(library::Library& library, const concepts::Taxonomy& taxonomy,
                             const ServerOptions& options);

  std::string address() const;  // "http://127.0.0.1:7007/"
  Status run(std::stop_token stop);

  // As over HTTP, without a socket: for tests.
  Reply answer(Request request) const;

  Server(Server&&) noexcept;
  ~Server();

 private:
  struct Running;
  explicit Server(std::unique_ptr<Running> running) noexcept;
  std::unique_ptr<Running> running_;
};

}  // namespace nunchi::serve
