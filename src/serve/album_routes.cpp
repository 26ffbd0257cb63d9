#include <string>
#include <utility>

#include "library/albums.h"
#include "serve/json_body.h"
#include "serve/moment_json.h"
#include "serve/routes.h"

namespace nunchi::serve {
namespace {

Result<library::AlbumId> album_in(const Request& request) {
  const auto id = whole_number(request.parts[0], "the id", 1, INT64_MAX);
  if (!id) return id.error();
  return static_cast<library::AlbumId>(*id);
}

Reply all(const Served& served, const Request&) {
  const auto albums = served.library.albums().all();
  if (!albums) return problem(albums.error());
  return json_reply(to_json(*albums));
}

Reply create(const Served& served, const Request& request) {
  const auto body = json_body(request);
  if (!body) return problem(body.error());
  const auto name = optional_text(*body, "name"), query = optional_text(*body, "query");
  if (!name) return problem(name.error());
  if (!query) return problem(query.error());
  const auto id = served.library.albums().create(name->value_or(""), *query);
  if (!id) return problem(id.error());
  return json_reply("{\"id\":" + std::to_string(static_cast<std::int64_t>(*id)) + "}", 201);
}

Reply change(const Served& served, const Request& request) {
  const auto id = album_in(request);
  if (!id) return problem(id.error());
  const auto body = json_body(request);
  if (!body) return problem(body.error());
  const auto name = optional_text(*body, "name"), query = optional_text(*body, "query");
  if (!name) return problem(name.error());
  if (!query) return problem(query.error());
  Status changed = ok();
  if (*name) changed = served.library.albums().rename(*id, **name);
  if (changed && *query) changed = served.library.albums().set_query(*id, **query);
  return changed ? no_content() : problem(changed.error());
}

Reply remove(const Served& served, const Request& request) {
  const auto id = album_in(request);
  if (!id) return problem(id.error());
  const Status removed = served.library.albums().remove(*id);
  return removed ? no_content() : problem(removed.error());
}

enum class Move { in, out };

Reply move(const Served& served, const Request& request, Move direction) {
  const auto id = album_in(request);
  if (!id) return problem(id.error());
  const auto body = json_body(request);
  if (!body) return problem(body.error());
  const auto moments = moments_of(*body);
  if (!moments) return problem(moments.error());
  library::Albums albums = served.library.albums();
  const auto moved =
      direction == Move::in ? albums.add(*id, *moments) : albums.take_out(*id, *moments);
  if (!moved) return problem(moved.error());
  return json_reply("{\"changes\":" + std::to_string(*moved) + "}");
}

}  // namespace

void add_album_routes(Router& router, const Served& served) {
  const auto add = [&](std::string method, std::string pattern, Scope scope, auto answer) {
    router.add(
        {.method = std::move(method),
         .pattern = std::move(pattern),
         .scope = scope,
         .answer = [served, answer](const Request& request) { return answer(served, request); }});
  };
  add("GET", "/api/v1/albums", Scope::read, all);
  add("POST", "/api/v1/albums", Scope::write, create);
  add("PATCH", "/api/v1/albums/{id}", Scope::write, change);
  add("DELETE", "/api/v1/albums/{id}", Scope::write, remove);
  add("POST", "/api/v1/albums/{id}/add", Scope::write,
      [](const Served& s, const Request& r) { return move(s, r, Move::in); });
  add("POST", "/api/v1/albums/{id}/remove", Scope::write,
      [](const Served& s, const Request& r) { return move(s, r, Move::out); });
}

}  // namespace nunchi::serve
