#include "library/people.h"

#include "library/journal.h"
#include "library/store.h"

namespace nunchi::library {
namespace {

std::int64_t number(PersonId person) { return static_cast<std::int64_t>(person); }

void require_person(Connection& connection, PersonId person) {
  Statement row = connection.prepare("SELECT 1 FROM person WHERE id = ?1 AND removed = 0");
  row.bind(person);
  if (!row.next()) throw SqliteFailure({ErrorCode::not_found, "no such person"});
}

void require_name(const std::string& name) {
  if (name.empty()) throw SqliteFailure({ErrorCode::invalid_argument, "a person has a name"});
}

// How the journal writes whose a face is: see EditField::face_person in edit_fields.cpp.
EditValue naming(PersonId person, NamedBy by) {
  return number(person) * 4 + static_cast<std::int64_t>(by);
}

struct FaceRow {
  std::int64_t id;
  NamedBy by;
};
std::vector<FaceRow> face_rows(Connection& connection, PersonId person) {
  Statement row = connection.prepare(
      "SELECT id, named_by FROM face WHERE person_id = ?1 ORDER BY at DESC, moment_id DESC");
  row.bind(person);
  std::vector<FaceRow> faces;
  while (row.next()) faces.push_back({row.integer(0), row.as<NamedBy>(1)});
  return faces;
}

}  // namespace

Result<PersonId> People::create(const std::string& name) {
  return store_->write("add person " + name, [&](Connection& connection) {
    require_name(name);
    connection.prepare("INSERT INTO person(name, removed) VALUES (?1, 1)").bind(name).run();
    const std::int64_t id = connection.last_id();
    JournalEntryWriter(connection, EditField::person_removed)
        .set({EditField::person_removed, id}, std::int64_t{0});
    return PersonId{id};
  });
}

Status People::rename(PersonId person, const std::string& name) {
  return store_->write("rename a person", [&](Connection& connection) {
    require_person(connection, person);
    require_name(name);
    JournalEntryWriter(connection, EditField::person_name)
        .set({EditField::person_name, number(person)}, name);
  });
}

Status People::remove(PersonId person) {
  return store_->write("remove a person", [&](Connection& connection) {
    require_person(connection, person);
    JournalEntryWriter entry(connection, EditField::person_removed);
    for (const FaceRow& face : face_rows(connection, person)) {
      entry.set({EditField::face_person, face.id}, {});
    }
    entry.set({EditField::person_removed, number(person)}, std::int64_t{1});
  });
}

Status People::merge(PersonId from, PersonId into) {
  return store_->write("merge two people", [&](Connection& connection) {
    require_person(connection, from);
    require_person(connection, into);
    if (from == into) {
      throw SqliteFailure({ErrorCode::invalid_argument, "a person cannot be merged with itself"});
    }
    JournalEntryWriter entry(connection, EditField::person_removed);
    for (const FaceRow& face : face_rows(connection, from)) {
      entry.set({EditField::face_person, face.id}, naming(into, face.by));
    }
    entry.set({EditField::person_removed, number(from)}, std::int64_t{1});
  });
}

Result<std::int64_t> People::name_faces(std::span<const FaceId> faces, PersonId person) {
  return store_->write("name faces", [&](Connection& connection) {
    if (person != PersonId::none) require_person(connection, person);
    JournalEntryWriter entry(connection, EditField::face_person);
    for (const FaceId face : faces) {
      entry.set({EditField::face_person, static_cast<std::int64_t>(face)},
                naming(person, NamedBy::owner));
    }
    return entry.changes();
  });
}

Result<std::int64_t> People::guess(std::span<const FaceId> faces, PersonId person) {
  return store_->write("guess whose faces these are", [&](Connection& connection) {
    if (person != PersonId::none) require_person(connection, person);
    const bool named = person != PersonId::none;
    Statement put = connection.prepare(
        "UPDATE face SET person_id = ?2, named_by = ?3 WHERE id = ?1 AND named_by < 2"
        " AND person_id IS NOT ?2");
    std::int64_t changed = 0;
    for (const FaceId face : faces) {
      put.bind(face, named ? std::optional(number(person)) : std::nullopt,
               named ? NamedBy::guess : NamedBy::nobody)
          .run();
      changed += connection.changed();
    }
    return changed;
  });
}

Result<std::vector<Person>> People::all() const {
  return store_->read("list people", [](Connection& connection) {
    Statement row = connection.prepare(
        "SELECT id, name, (SELECT count(*) FROM face WHERE person_id = p.id)"
        " FROM person AS p WHERE removed = 0 ORDER BY name, id");
    std::vector<Person> people;
    while (row.next()) {
      people.push_back({.id = row.as<PersonId>(0), .name = row.text(1), .faces = row.integer(2)});
    }
    return people;
  });
}

Result<std::vector<KnownFace>> People::faces_of(MomentId moment) const {
  return store_->read("list the faces of a moment", [&](Connection& connection) {
    Statement row = connection.prepare(
        "SELECT id, picture, n, person_id, named_by FROM face WHERE moment_id = ?1"
        " ORDER BY picture, n");
    row.bind(moment);
    std::vector<KnownFace> faces;
    while (row.next()) {
      faces.push_back({.id = row.as<FaceId>(0),
                       .picture = row.as<int>(1),
                       .n = row.as<int>(2),
                       .person = row.as<PersonId>(3),
                       .named_by = row.as<NamedBy>(4)});
    }
    return faces;
  });
}

Result<std::vector<FaceId>> People::faces_of(PersonId person) const {
  return store_->read("list the faces of a person", [&](Connection& connection) {
    std::vector<FaceId> faces;
    for (const FaceRow& face : face_rows(connection, person)) faces.push_back(FaceId{face.id});
    return faces;
  });
}

}  // namespace nunchi::library
