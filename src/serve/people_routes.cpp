#include <string>

#include "library/people.h"
#include "serve/json_body.h"
#include "serve/moment_json.h"
#include "serve/routes.h"

namespace nunchi::serve {
namespace {

using library::FaceId;
using library::PersonId;

Result<PersonId> person_in(const Request& request) {
  const auto id = id_in(request);
  if (!id) return id.error();
  return static_cast<PersonId>(*id);
}

Reply all(const Served& served, const Request&) {
  const auto people = served.library.people().all();
  if (!people) return problem(people.error());
  return json_reply(to_json(*people));
}

Reply rename(const Served& served, const Request& request) {
  const auto id = person_in(request);
  if (!id) return problem(id.error());
  const auto body = json_body(request);
  if (!body) return problem(body.error());
  const auto name = optional_text(*body, "name");
  if (!name) return problem(name.error());
  const Status renamed = served.library.people().rename(*id, name->value_or(""));
  return renamed ? no_content() : problem(renamed.error());
}

Reply remove(const Served& served, const Request& request) {
  const auto id = person_in(request);
  if (!id) return problem(id.error());
  const Status removed = served.library.people().remove(*id);
  return removed ? no_content() : problem(removed.error());
}

// The person of that name, made where there is none.
Result<PersonId> person_named(library::People people, const std::string& name) {
  const auto all = people.all();
  if (!all) return all.error();
  for (const library::Person& person : *all) {
    if (person.name == name) return person.id;
  }
  return people.create(name);
}

// {"name": "Ann"}: the face is Ann's; {"name": ""}: it is nobody's that is known.
Reply name_face(const Served& served, const Request& request) {
  const auto face = id_in(request);
  if (!face) return problem(face.error());
  const auto body = json_body(request);
  if (!body) return problem(body.error());
  const auto name = optional_text(*body, "name");
  if (!name) return problem(name.error());
  if (!*name) return problem(400, "name is missing: \"\" says that it is nobody known");
  std::int64_t changes = 0;
  const Status named = served.library.in_one_go([&]() -> Status {
    PersonId person = PersonId::none;
    if (!(*name)->empty()) {
      const auto found = person_named(served.library.people(), **name);
      if (!found) return found.error();
      person = *found;
    }
    const FaceId ids[] = {static_cast<FaceId>(*face)};
    const auto changed = served.library.people().name_faces(ids, person);
    if (!changed) return changed.error();
    changes = *changed;
    return ok();
  });
  return named ? changes_reply(changes) : problem(named.error());
}

}  // namespace

void add_people_routes(Router& router, const Served& served) {
  add_routes(router, served,
             {{"GET", "/api/v1/people", all},
              {"PATCH", "/api/v1/people/{id}", rename, Scope::write},
              {"DELETE", "/api/v1/people/{id}", remove, Scope::write},
              {"PUT", "/api/v1/faces/{id}/person", name_face, Scope::write}});
}

}  // namespace nunchi::serve
