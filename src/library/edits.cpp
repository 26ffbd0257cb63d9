#include "library/edits.h"

#include <cmath>

#include "library/asset_rows.h"
#include "library/edit_rows.h"
#include "library/edit_values.h"
#include "library/interned.h"
#include "library/journal.h"
#include "library/moment_rows.h"
#include "library/store.h"

namespace nunchi::library {
namespace {

[[noreturn]] void refuse(std::string message) {
  throw SqliteFailure({ErrorCode::invalid_argument, std::move(message)});
}

// Sets one field of every moment of the photo or video that `moment` belongs to.
void set_all(Connection& connection, JournalEntryWriter& entry, EditField field,
             std::int64_t moment, std::int64_t value) {
  for (const std::int64_t id : moments_of_same_asset(connection, moment)) {
    entry.set({field, id}, value);
  }
}

// Where inside its video a moment begins, in whole seconds.
std::int64_t seconds_in(Connection& connection, std::int64_t moment) {
  Statement row = connection.prepare(
      "SELECT iif(asset_id IS NULL, 0, from_us / 1000000) FROM moment WHERE id = ?1");
  row.bind(moment);
  return row.next() ? row.integer(0) : 0;
}

// Applies one edit to one moment and those that go with it.
class Applier {
 public:
  Applier(Connection& connection, JournalEntryWriter& entry, std::int64_t moment)
      : connection_(connection), entry_(entry), moment_(moment) {}

  void operator()(const SetFavourite& edit) const {
    set_all(connection_, entry_, EditField::favourite, moment_, edit.favourite ? 1 : 0);
  }
  void operator()(const SetRating& edit) const {
    if (edit.stars < 0 || edit.stars > 5) refuse("a rating is 0 to 5 stars");
    set_all(connection_, entry_, EditField::rating, moment_, edit.stars);
  }
  void operator()(const SetHidden& edit) const {
    set_all(connection_, entry_, EditField::hidden, moment_, edit.hidden ? 1 : 0);
  }
  void operator()(const SetBinned& edit) const {
    set_all(connection_, entry_, EditField::binned, moment_, edit.binned ? 1 : 0);
  }
  void operator()(const CorrectTaken& edit) const {
    // The time given is this moment's; the others of its video keep their distance.
    const std::int64_t here = seconds_in(connection_, moment_);
    for (const std::int64_t id : moments_of_same_asset(connection_, moment_)) {
      EditValue value;
      if (edit.taken) {
        TakenColumns taken = columns_of(edit.taken);
        taken.at += seconds_in(connection_, id) - here;
        value = text_of_taken(taken);
      }
      entry_.set({EditField::taken, id}, value);
    }
  }
  void operator()(const CorrectPosition& edit) const {
    if (edit.position && (!(std::abs(edit.position->latitude) <= 90) ||
                          !(std::abs(edit.position->longitude) <= 180))) {
      refuse("a position has a latitude within 90 and a longitude within 180 degrees");
    }
    const EditValue value = position_value(connection_, edit.position, edit.place);
    for (const std::int64_t id : moments_of_same_asset(connection_, moment_)) {
      entry_.set({EditField::position, id}, value);
    }
  }
  void operator()(const CorrectTag& edit) const {
    if (edit.concept_id.empty()) refuse("a tag has a name");
    EditValue value;
    if (edit.verdict != TagVerdict::as_seen) value = static_cast<std::int64_t>(edit.verdict);
    entry_.set(
        {EditField::tag, moment_, intern(connection_, Vocabulary::tag_concept, edit.concept_id)},
        value);
  }

 private:
  Connection& connection_;
  JournalEntryWriter& entry_;
  std::int64_t moment_;
};

// In the order of Edit's alternatives.
constexpr EditField kKinds[] = {EditField::favourite, EditField::rating, EditField::hidden,
                                EditField::binned,    EditField::taken,  EditField::position,
                                EditField::tag};
static_assert(std::size(kKinds) == std::variant_size_v<Edit>);

}  // namespace

Result<std::int64_t> Edits::apply(std::span<const MomentId> moments, const Edit& edit) {
  return store_->write("edit moments", [&](Connection& connection) {
    JournalEntryWriter entry(connection, kKinds[edit.index()]);
    for (const MomentId moment : moments) {
      const auto id = static_cast<std::int64_t>(moment);
      require_moment(connection, id);
      std::visit(Applier(connection, entry, id), edit);
    }
    return entry.changes();
  });
}

Result<std::int64_t> Edits::put_in_front(const ContentHash& asset) {
  return store_->write("put a photo in front", [&](Connection& connection) {
    const std::int64_t id = require_asset(connection, asset);
    Statement row = connection.prepare("SELECT stack_id FROM asset WHERE id = ?1");
    row.bind(id);
    if (!row.next() || row.is_null(0)) refuse("the photo belongs to no stack");
    JournalEntryWriter entry(connection, EditField::stack_front);
    entry.set({EditField::stack_front, row.integer(0)}, id);
    return entry.changes();
  });
}

Result<std::optional<EditState>> Edits::state(MomentId moment) const {
  return store_->read("read edits", [&](Connection& connection) {
    return read_edits(connection, static_cast<std::int64_t>(moment));
  });
}

Result<std::optional<JournalEntry>> Edits::undo() {
  return store_->write("undo", [](Connection& connection) { return undo_last(connection); });
}

Result<std::optional<JournalEntry>> Edits::redo() {
  return store_->write("redo", [](Connection& connection) { return redo_next(connection); });
}

Result<std::vector<JournalEntry>> Edits::history(int limit) const {
  return store_->read("read the journal", [&](Connection& connection) {
    Statement row = connection.prepare(
        "SELECT id, at_s, kind, (SELECT count(*) FROM change WHERE journal_id = j.id), state"
        " FROM journal AS j ORDER BY id DESC LIMIT ?1");
    row.bind(limit);
    std::vector<JournalEntry> entries;
    while (row.next()) {
      entries.push_back({.id = row.integer(0),
                         .at = std::chrono::sys_seconds(std::chrono::seconds(row.integer(1))),
                         .kind = row.as<EditField>(2),
                         .changes = row.integer(3),
                         .undone = row.integer(4) != 0});
    }
    return entries;
  });
}

}  // namespace nunchi::library
