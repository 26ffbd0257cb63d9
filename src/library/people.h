// People: names that the owner gives to faces.
//
// The library guesses nothing: whoever compares faces calls `guess`, which never overrides the
// owner. What the owner does is an entry of the journal (edits.h), a guess is none. A handle
// borrowed from a Library, copyable, not to outlive it. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/moment.h"
#include "core/result.h"

namespace nunchi::library {

class Store;

enum class PersonId : std::int64_t { none = 0 };
enum class FaceId : std::int64_t { none = 0 };  // until its picture is looked at again

struct Person {
  PersonId id = PersonId::none;
  std::string name;
  std::int64_t faces = 0;
  bool operator==(const Person&) const = default;
};

enum class NamedBy { nobody, guess, owner };

struct KnownFace {
  FaceId id = FaceId::none;
  int picture = 0, n = 0;  // its place in Moment::pictures and Sight::faces
  PersonId person = PersonId::none;
  NamedBy named_by = NamedBy::nobody;  // owner and no person: the owner says it is nobody known
  bool operator==(const KnownFace&) const = default;
};

class People {
 public:
  explicit People(Store& store) noexcept : store_(&store) {}

  Result<PersonId> create(const std::string& name);
  Status rename(PersonId person, const std::string& name);
  Status remove(PersonId person);              // their faces have no name then
  Status merge(PersonId from, PersonId into);  // all of `from`'s faces are `into`'s, `from` goes

  // The owner says whose faces these are; none: nobody's that is known. How many changed.
  Result<std::int64_t> name_faces(std::span<const FaceId> faces, PersonId person);

  // A machine's guess. Faces that the owner has named are passed over. How many changed.
  Result<std::int64_t> guess(std::span<const FaceId> faces, PersonId person);

  Result<std::vector<Person>> all() const;  // by name
  Result<std::vector<KnownFace>> faces_of(MomentId moment) const;
  Result<std::vector<FaceId>> faces_of(PersonId person) const;  // newest first

 private:
  Store* store_;
};

}  // namespace nunchi::library
