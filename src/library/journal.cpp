#include "library/journal.h"

#include <chrono>
#include <vector>

namespace nunchi::library {
namespace {

enum State { kDone = 0, kUndone = 1, kLeftBehind = 2 };

void bind_edit_value(Statement& statement, int position, const EditValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    statement.bind_at(position, *number);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    statement.bind_at(position, *text);
  } else {
    statement.bind_at(position, nullptr);
  }
}

EditValue edit_value(const Statement& row, int column) {
  if (row.is_null(column)) return {};
  if (row.is_text(column)) return row.text(column);
  return row.integer(column);
}

std::int64_t begin_entry(Connection& connection, EditField kind) {
  // What was undone before a new edit can no longer be done again: its "before" may be gone.
  connection.prepare("UPDATE journal SET state = ?1 WHERE state = ?2")
      .bind(kLeftBehind, kUndone)
      .run();
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  connection.prepare("INSERT INTO journal(at_s, kind) VALUES (?1, ?2)")
      .bind(now.time_since_epoch().count(), kind)
      .run();
  return connection.last_id();
}

struct Change {
  Target target;
  EditValue before, after;
};

std::vector<Change> changes_of(Connection& connection, std::int64_t entry) {
  Statement row = connection.prepare(
      "SELECT field, subject, other, before, after FROM change WHERE journal_id = ?1 ORDER BY n");
  row.bind(entry);
  std::vector<Change> changes;
  while (row.next()) {
    changes.push_back({{row.as<EditField>(0), row.integer(1), row.integer(2)},
                       edit_value(row, 3),
                       edit_value(row, 4)});
  }
  return changes;
}

std::optional<JournalEntry> entry_at(Connection& connection, std::string_view sql, State state) {
  Statement row = connection.prepare(sql);
  row.bind(state);
  if (!row.next()) return std::nullopt;
  return JournalEntry{.id = row.integer(0),
                      .at = std::chrono::sys_seconds(std::chrono::seconds(row.integer(1))),
                      .kind = row.as<EditField>(2)};
}

void set_state(Connection& connection, const JournalEntry& entry, State state) {
  connection.prepare("UPDATE journal SET state = ?2 WHERE id = ?1").bind(entry.id, state).run();
}

}  // namespace

void JournalEntryWriter::set(const Target& target, const EditValue& value) {
  const EditValue before = current_value(connection_, target);
  if (before == value) return;
  if (id_ == 0) id_ = begin_entry(connection_, kind_);
  set_value(connection_, target, value);
  Statement add = connection_.prepare(
      "INSERT INTO change(journal_id, n, field, subject, other, before, after)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  add.bind(id_, changes_++, target.field, target.subject, target.other);
  bind_edit_value(add, 6, before);
  bind_edit_value(add, 7, value);
  add.run();
}

std::optional<JournalEntry> undo_last(Connection& connection) {
  auto entry = entry_at(
      connection, "SELECT id, at_s, kind FROM journal WHERE state = ?1 ORDER BY id DESC LIMIT 1",
      kDone);
  if (!entry) return std::nullopt;
  const auto changes = changes_of(connection, entry->id);
  for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
    set_value(connection, change->target, change->before);
  }
  set_state(connection, *entry, kUndone);
  entry->changes = static_cast<std::int64_t>(changes.size());
  entry->undone = true;
  return entry;
}

std::optional<JournalEntry> redo_next(Connection& connection) {
  auto entry =
      entry_at(connection,
               "SELECT id, at_s, kind FROM journal WHERE state = ?1 ORDER BY id LIMIT 1", kUndone);
  if (!entry) return std::nullopt;
  const auto changes = changes_of(connection, entry->id);
  for (const Change& change : changes) set_value(connection, change.target, change.after);
  set_state(connection, *entry, kDone);
  entry->changes = static_cast<std::int64_t>(changes.size());
  return entry;
}

}  // namespace nunchi::library
