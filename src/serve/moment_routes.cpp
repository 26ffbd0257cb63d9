#include <algorithm>
#include <utility>

#include "library/albums.h"
#include "library/assets.h"
#include "library/edits.h"
#include "library/listing.h"
#include "library/moments.h"
#include "library/people.h"
#include "serve/moment_json.h"
#include "serve/routes.h"

namespace nunchi::serve {
namespace {

Result<std::vector<library::Album>> albums_with(library::Library& library, MomentId id) {
  const auto ids = library.albums().with(id);
  if (!ids) return ids.error();
  const auto all = library.albums().all();
  if (!all) return all.error();
  std::vector<library::Album> albums;
  for (const library::Album& album : *all) {
    if (std::find(ids->begin(), ids->end(), album.id) != ids->end()) albums.push_back(album);
  }
  return albums;
}

// Moves `from` into `into`, or says why not.
template <class T>
bool fill(Result<T> from, T& into, std::optional<Error>& error) {
  if (from) {
    into = *std::move(from);
  } else {
    error = std::move(from).error();
  }
  return !error;
}

// Those that have a name on one of these faces.
Result<std::vector<library::Person>> people_of(library::Library& library,
                                               const std::vector<library::KnownFace>& faces) {
  const bool any = std::any_of(faces.begin(), faces.end(), [](const library::KnownFace& face) {
    return face.person != library::PersonId::none;
  });
  if (!any) return std::vector<library::Person>{};  // counting everybody's faces takes time
  return library.people().all();
}

Result<MomentView> view_of(library::Library& library, MomentId id) {
  auto moment = library.moments().find(id);
  if (!moment) return std::move(moment).error();
  auto entries = library.listing().entries({id});
  if (!entries) return std::move(entries).error();
  if (!*moment || entries->empty()) return Error{ErrorCode::not_found, "no such moment"};
  MomentView view{.entry = entries->front(), .moment = **std::move(moment)};
  auto edits = library.edits().state(id);
  if (!edits) return std::move(edits).error();
  if (*edits) view.edits = **std::move(edits);
  std::optional<Error> error;
  const bool filled =
      fill(library.people().faces_of(id), view.faces, error) &&
      fill(people_of(library, view.faces), view.people, error) &&
      fill(albums_with(library, id), view.albums, error) &&
      (!view.entry.asset || fill(library.assets().paths(*view.entry.asset), view.paths, error));
  if (!filled) return *std::move(error);
  return view;
}

Reply moment(const Served& served, const Request& request) {
  const auto id = id_in(request);
  if (!id) return problem(id.error());
  const auto view = view_of(served.library, static_cast<MomentId>(*id));
  if (!view) return problem(view.error());
  return json_reply(to_json(*view, served.taxonomy));
}

}  // namespace

void add_moment_routes(Router& router, const Served& served) {
  add_routes(router, served, {{"GET", "/api/v1/moments/{id}", moment}});
}

}  // namespace nunchi::serve
