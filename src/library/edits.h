// Edits: what the owner says of moments, and taking it back.
//
// Edits of a photo or video hold for all its moments, of a moment inside a video for the whole
// video, except tags, which belong to the moment alone. A handle borrowed from a Library, copyable,
// not to outlive it. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/moment.h"
#include "core/result.h"

namespace nunchi::library {

class Store;

struct SetFavourite {
  bool favourite = true;
};
struct SetRating {
  int stars = 0;  // 0 (none) to 5
};
struct SetHidden {
  bool hidden = true;
};
struct SetBinned {
  bool binned = true;
};
// When it was really taken; absent: as its file says. A video's moments move with it.
struct CorrectTaken {
  std::optional<Taken> taken;
};
// Where; absent: as its file says.
struct CorrectPosition {
  std::optional<Position> position;
  std::optional<Place> place;
};
enum class TagVerdict { denied = -1, as_seen = 0, given = 1 };
struct CorrectTag {
  std::string concept_id;
  TagVerdict verdict = TagVerdict::given;
};
using Edit = std::variant<SetFavourite, SetRating, SetHidden, SetBinned, CorrectTaken,
                          CorrectPosition, CorrectTag>;

// What a change in the journal is of. The numbers are kept: never change their meaning.
enum class EditField {
  favourite = 1,
  rating = 2,
  hidden = 3,
  binned = 4,
  taken = 5,
  position = 6,
  tag = 7,
  album_removed = 8,
  album_name = 9,
  album_query = 10,
  album_item = 11,
  person_removed = 12,
  person_name = 13,
  face_person = 14,
  stack_front = 15
};

struct JournalEntry {
  std::int64_t id = 0;
  std::chrono::sys_seconds at{};
  EditField kind = EditField::favourite;
  std::int64_t changes = 0;  // how many values it changed
  bool undone = false;
};

// The owner's own word on tags, beside what was seen.
struct OwnTag {
  std::string concept_id;
  TagVerdict verdict = TagVerdict::given;
  bool operator==(const OwnTag&) const = default;
};

// The owner's word on one moment.
struct EditState {
  bool favourite = false;
  int rating = 0;
  bool hidden = false, binned = false;
  std::optional<Taken> taken;        // as corrected
  std::optional<Position> position;  // as corrected
  std::optional<Place> place;        // with `position`
  std::vector<OwnTag> tags;          // by concept
  bool operator==(const EditState&) const = default;
};

class Edits {
 public:
  explicit Edits(Store& store) noexcept : store_(&store) {}

  // One entry of the journal for all of them; how many values changed (0: no entry).
  // not_found: no such moment. invalid_argument: stars beyond 5, a position beyond the earth.
  Result<std::int64_t> apply(std::span<const MomentId> moments, const Edit& edit);

  // Puts the photo with this content in front of its stack (stacks.h).
  Result<std::int64_t> put_in_front(const ContentHash& asset);

  Result<std::optional<EditState>> state(MomentId moment) const;

  // Takes back the last edit that has not been taken back; nothing: there is none. Undone edits can
  // be done again until a new one is made.
  Result<std::optional<JournalEntry>> undo();
  Result<std::optional<JournalEntry>> redo();
  Result<std::vector<JournalEntry>> history(int limit) const;  // newest first

 private:
  Store* store_;
};

}  // namespace nunchi::library
