// Router: which function answers which request. Filled once, then immutable and thread-safe.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/reply.h"
#include "serve/request.h"

namespace nunchi::serve {

// What a caller must be allowed to do.
enum class Scope { open, read, write, admin };

inline constexpr std::size_t kMostJson = std::size_t{1} << 20;  // bytes of a body

struct Route {
  std::string method;   // "GET"
  std::string pattern;  // "/api/v1/moments/{id}": a part in braces takes any one part of a path
  Scope scope = Scope::read;
  std::size_t most_body = kMostJson;
  std::function<Reply(const Request&)> answer;
};

class Router {
 public:
  void add(Route route) { routes_.push_back(std::move(route)); }
  const std::vector<Route>& routes() const noexcept { return routes_; }

  // The route for it, its parts filled into `request`; nullptr: none. HEAD is answered as GET.
  const Route* find(Request& request) const;

  // The methods that this path knows, "GET, PATCH"; "" for a path that nobody knows.
  std::string methods_of(std::string_view path) const;

 private:
  std::vector<Route> routes_;
};

}  // namespace nunchi::serve
