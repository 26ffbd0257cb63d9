// The journal: every edit of the owner as a list of changes, each with the value before and after.
//
// For this folder only; edits.h is its face. A change says: this field of this subject has this
// value now. So all edits are recorded, undone and done again by the same few lines. Throws
// SqliteFailure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "library/connection.h"
#include "library/edits.h"

namespace nunchi::library {

using EditValue = std::variant<std::monostate, std::int64_t, std::string>;

// What a change changes. `other` is 0 where nothing is said.
struct Target {
  EditField field;
  std::int64_t subject = 0;
  std::int64_t other = 0;
};

EditValue current_value(Connection& connection, const Target& target);
void set_value(Connection& connection, const Target& target, const EditValue& value);

// One entry of the journal while it is made, within a write.
class JournalEntryWriter {
 public:
  JournalEntryWriter(Connection& connection, EditField kind) noexcept
      : connection_(connection), kind_(kind) {}

  void set(const Target& target, const EditValue& value);  // nothing where it has that value
  std::int64_t changes() const noexcept { return changes_; }

 private:
  Connection& connection_;
  EditField kind_;
  std::int64_t id_ = 0;  // 0: not begun; an entry that changes nothing is none
  std::int64_t changes_ = 0;
};

std::optional<JournalEntry> undo_last(Connection& connection);
std::optional<JournalEntry> redo_next(Connection& connection);

}  // namespace nunchi::library
