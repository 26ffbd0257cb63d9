#include "library/edit_rows.h"

#include "library/edit_values.h"
#include "library/interned.h"
#include "library/journal.h"

namespace nunchi::library {
namespace {

std::vector<OwnTag> own_tags(Connection& connection, std::int64_t moment) {
  Statement row = connection.prepare(
      "SELECT c.key, t.owner FROM tag AS t JOIN concept AS c ON c.id = t.concept_id"
      " WHERE t.moment_id = ?1 AND t.picture = 0 AND t.owner <> 0 ORDER BY c.key");
  row.bind(moment);
  std::vector<OwnTag> tags;
  while (row.next()) tags.push_back({row.text(0), row.as<TagVerdict>(1)});
  return tags;
}

}  // namespace

std::optional<EditState> read_edits(Connection& connection, std::int64_t moment) {
  Statement row =
      connection.prepare("SELECT favourite, rating, hidden, binned FROM moment WHERE id = ?1");
  row.bind(moment);
  if (!row.next()) return std::nullopt;
  EditState state{.favourite = row.integer(0) != 0,
                  .rating = row.as<int>(1),
                  .hidden = row.integer(2) != 0,
                  .binned = row.integer(3) != 0,
                  .tags = own_tags(connection, moment)};
  const EditValue taken = current_value(connection, {EditField::taken, moment});
  if (const auto* text = std::get_if<std::string>(&taken)) {
    state.taken = taken_of(taken_from_text(*text));
  }
  const EditValue position = current_value(connection, {EditField::position, moment});
  if (const auto* text = std::get_if<std::string>(&position)) {
    const PositionColumns columns = position_from_text(*text);
    state.position = Position{columns.latitude, columns.longitude, columns.altitude};
    if (columns.place_id) state.place = place_of(connection, *columns.place_id);
  }
  return state;
}

EditValue position_value(Connection& connection, const std::optional<Position>& position,
                         const std::optional<Place>& place) {
  if (!position) return {};
  PositionColumns columns{position->latitude, position->longitude, position->altitude, {}};
  if (place) columns.place_id = intern_place(connection, *place);
  return text_of_position(columns);
}

void put_edits(Connection& connection, std::int64_t moment, const EditState& edits) {
  const auto set = [&](EditField field, std::int64_t other, const EditValue& value) {
    set_value(connection, {field, moment, other}, value);
  };
  set(EditField::favourite, 0, std::int64_t{edits.favourite});
  set(EditField::rating, 0, std::int64_t{edits.rating});
  set(EditField::hidden, 0, std::int64_t{edits.hidden});
  set(EditField::binned, 0, std::int64_t{edits.binned});
  if (edits.taken) set(EditField::taken, 0, text_of_taken(columns_of(edits.taken)));
  if (edits.position) {
    set(EditField::position, 0, position_value(connection, edits.position, edits.place));
  }
  for (const OwnTag& tag : edits.tags) {
    if (tag.verdict == TagVerdict::as_seen) continue;
    set(EditField::tag, intern(connection, Vocabulary::tag_concept, tag.concept_id),
        static_cast<std::int64_t>(tag.verdict));
  }
}

}  // namespace nunchi::library
