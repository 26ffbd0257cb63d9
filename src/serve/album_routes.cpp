#include <span>
#include <string>

#include "library/albums.h"
#include "serve/json_body.h"
#include "serve/moment_json.h"
#include "serve/routes.h"

namespace nunchi::serve {
namespace {

Result<library::AlbumId> album_in(const Request& request) {
  const auto id = id_in(request);
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

using Move = Result<std::int64_t> (library::Albums::*)(library::AlbumId, std::span<const MomentId>);

Reply move(const Served& served, const Request& request, Move how) {
  const auto id = album_in(request);
  if (!id) return problem(id.error());
  const auto body = json_body(request);
  if (!body) return problem(body.error());
  const auto moments = moments_of(*body);
  if (!moments) return problem(moments.error());
  library::Albums albums = served.library.albums();
  const auto moved = (albums.*how)(*id, *moments);
  return moved ? changes_reply(*moved) : problem(moved.error());
}

Reply add(const Served& served, const Request& request) {
  return move(served, request, &library::Albums::add);
}

Reply take_out(const Served& served, const Request& request) {
  return move(served, request, &library::Albums::take_out);
}

}  // namespace

void add_album_routes(Router& router, const Served& served) {
  add_routes(router, served,
             {{"GET", "/api/v1/albums", all},
              {"POST", "/api/v1/albums", create, Scope::write},
              {"PATCH", "/api/v1/albums/{id}", change, Scope::write},
              {"DELETE", "/api/v1/albums/{id}", remove, Scope::write},
              {"POST", "/api/v1/albums/{id}/add", add, Scope::write},
              {"POST", "/api/v1/albums/{id}/remove", take_out, Scope::write}});
}

}  // namespace nunchi::serve
