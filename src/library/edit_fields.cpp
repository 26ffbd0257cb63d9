// What each field of the journal is in the tables: how it is read and how it is set.
#include <optional>

#include "library/edit_values.h"
#include "library/interned.h"
#include "library/journal.h"

namespace nunchi::library {
namespace {

EditValue value_at(Connection& connection, std::string_view sql, const Target& target) {
  Statement row = connection.prepare(sql);
  row.bind(target.subject);
  if (row.parameters() > 1) row.bind_at(2, target.other);
  if (!row.next() || row.is_null(0)) return {};
  if (row.is_text(0)) return row.text(0);
  return row.integer(0);
}

void run_with(Connection& connection, std::string_view sql, const Target& target,
              const EditValue& value) {
  Statement step = connection.prepare(sql);
  step.bind(target.subject);
  const auto bind_value_at = [&](int position) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      step.bind_at(position, *number);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      step.bind_at(position, *text);
    } else {
      step.bind_at(position, nullptr);
    }
  };
  if (step.parameters() > 1) bind_value_at(2);
  if (step.parameters() > 2) step.bind_at(3, target.other);
  step.run();
}

// Fields that are a column: ?1 subject, ?2 value.
struct Column {
  std::string_view read, write;
};
std::optional<Column> column_of(EditField field) {
  switch (field) {
    case EditField::favourite:
      return Column{"SELECT favourite FROM moment WHERE id = ?1",
                    "UPDATE moment SET favourite = ?2 WHERE id = ?1"};
    case EditField::rating:
      return Column{"SELECT rating FROM moment WHERE id = ?1",
                    "UPDATE moment SET rating = ?2 WHERE id = ?1"};
    case EditField::hidden:
      return Column{"SELECT hidden FROM moment WHERE id = ?1",
                    "UPDATE moment SET hidden = ?2 WHERE id = ?1"};
    case EditField::binned:
      return Column{"SELECT binned FROM moment WHERE id = ?1",
                    "UPDATE moment SET binned = ?2 WHERE id = ?1"};
    case EditField::album_removed:
      return Column{"SELECT removed FROM album WHERE id = ?1",
                    "UPDATE album SET removed = ?2 WHERE id = ?1"};
    case EditField::album_name:
      return Column{"SELECT name FROM album WHERE id = ?1",
                    "UPDATE album SET name = ?2 WHERE id = ?1"};
    case EditField::album_query:
      return Column{"SELECT query FROM album WHERE id = ?1",
                    "UPDATE album SET query = ?2 WHERE id = ?1"};
    case EditField::person_removed:
      return Column{"SELECT removed FROM person WHERE id = ?1",
                    "UPDATE person SET removed = ?2 WHERE id = ?1"};
    case EditField::person_name:
      return Column{"SELECT name FROM person WHERE id = ?1",
                    "UPDATE person SET name = ?2 WHERE id = ?1"};
    case EditField::face_person:  // the person and who said so, in one number; NULL: nobody did
      return Column{
          "SELECT iif(named_by = 0, NULL, coalesce(person_id, 0) * 4 + named_by)"
          " FROM face WHERE id = ?1",
          "UPDATE face SET person_id = nullif(coalesce(?2, 0) / 4, 0),"
          " named_by = coalesce(?2, 0) % 4 WHERE id = ?1"};
    case EditField::stack_front:
      return Column{"SELECT id FROM asset WHERE stack_id = ?1 AND in_front = 1",
                    "UPDATE asset SET in_front = (id = ?2) WHERE stack_id = ?1"};
    default: return std::nullopt;
  }
}

EditValue corrected_taken(Connection& connection, std::int64_t moment) {
  Statement row = connection.prepare(
      "SELECT m.at, m.offset_min, m.precision FROM corrected_taken AS c"
      " JOIN moment AS m ON m.id = c.moment_id WHERE c.moment_id = ?1");
  row.bind(moment);
  if (!row.next()) return {};
  return text_of_taken({.at = row.integer(0),
                        .offset_min = row.maybe<std::int64_t>(1),
                        .precision = row.as<Precision>(2)});
}

void correct_taken(Connection& connection, std::int64_t moment, const EditValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) {
    connection
        .prepare(
            "UPDATE moment SET (at, offset_min, precision, taken_by) ="
            " (SELECT said_at, said_offset_min, said_precision, said_by FROM corrected_taken"
            "  WHERE moment_id = ?1)"
            " WHERE id = ?1 AND EXISTS (SELECT 1 FROM corrected_taken WHERE moment_id = ?1)")
        .bind(moment)
        .run();
    connection.prepare("DELETE FROM corrected_taken WHERE moment_id = ?1").bind(moment).run();
    return;
  }
  connection
      .prepare(
          "INSERT INTO corrected_taken SELECT id, at, offset_min, precision, taken_by FROM moment"
          " WHERE id = ?1 ON CONFLICT DO NOTHING")
      .bind(moment)
      .run();
  const TakenColumns taken = taken_from_text(*text);
  connection
      .prepare(
          "UPDATE moment SET at = ?2, offset_min = ?3, precision = ?4, taken_by = ?5"
          " WHERE id = ?1")
      .bind(moment, taken.at, taken.offset_min, taken.precision,
            intern(connection, Vocabulary::term, "owner"))
      .run();
}

EditValue corrected_position(Connection& connection, std::int64_t moment) {
  Statement row = connection.prepare(
      "SELECT m.latitude, m.longitude, m.altitude, m.place_id FROM corrected_position AS c"
      " JOIN moment AS m ON m.id = c.moment_id WHERE c.moment_id = ?1");
  row.bind(moment);
  if (!row.next()) return {};
  return text_of_position(
      {row.real(0), row.real(1), row.maybe<double>(2), row.maybe<std::int64_t>(3)});
}

void correct_position(Connection& connection, std::int64_t moment, const EditValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) {
    connection
        .prepare(
            "UPDATE moment SET (latitude, longitude, altitude, place_id) ="
            " (SELECT said_latitude, said_longitude, said_altitude, said_place_id"
            "  FROM corrected_position WHERE moment_id = ?1)"
            " WHERE id = ?1 AND EXISTS (SELECT 1 FROM corrected_position WHERE moment_id = ?1)")
        .bind(moment)
        .run();
    connection.prepare("DELETE FROM corrected_position WHERE moment_id = ?1").bind(moment).run();
    return;
  }
  connection
      .prepare(
          "INSERT INTO corrected_position SELECT id, latitude, longitude, altitude, place_id"
          " FROM moment WHERE id = ?1 ON CONFLICT DO NOTHING")
      .bind(moment)
      .run();
  const PositionColumns position = position_from_text(*text);
  connection
      .prepare(
          "UPDATE moment SET latitude = ?2, longitude = ?3, altitude = ?4, place_id = ?5"
          " WHERE id = ?1")
      .bind(moment, position.latitude, position.longitude, position.altitude, position.place_id)
      .run();
}

// -1 denied, 1 given; NULL: as seen. The owner's tags are of the moment: of its first picture.
EditValue tag_verdict(Connection& connection, const Target& target) {
  return value_at(
      connection,
      "SELECT nullif(owner, 0) FROM tag WHERE moment_id = ?1 AND picture = 0 AND concept_id = ?2",
      target);
}

void set_tag_verdict(Connection& connection, const Target& target, const EditValue& value) {
  if (std::holds_alternative<std::int64_t>(value)) {
    run_with(connection,
             "INSERT INTO tag(moment_id, picture, concept_id, at, confidence, owner)"
             " SELECT id, 0, ?3, at, 1, ?2 FROM moment WHERE id = ?1"
             " ON CONFLICT DO UPDATE SET owner = ?2",
             target, value);
    // A tag that is denied is so in every picture of a post.
    run_with(connection,
             "UPDATE tag SET owner = min(?2, 0)"
             " WHERE moment_id = ?1 AND picture > 0 AND concept_id = ?3",
             target, value);
    return;
  }
  run_with(connection,
           "DELETE FROM tag WHERE moment_id = ?1 AND picture = 0 AND concept_id = ?3"
           " AND rank IS NULL AND ?2 IS NULL",
           target, value);
  run_with(connection,
           "UPDATE tag SET owner = 0 WHERE moment_id = ?1 AND concept_id = ?3 AND ?2 IS NULL",
           target, value);
}

void set_album_item(Connection& connection, const Target& target, const EditValue& value) {
  const bool present = std::holds_alternative<std::int64_t>(value);
  // The moment may have been forgotten since.
  run_with(connection,
           present ? "INSERT INTO album_item(album_id, moment_id, position)"
                     " SELECT ?1, id, ?2 FROM moment WHERE id = ?3"
                     " ON CONFLICT DO UPDATE SET position = ?2"
                   : "DELETE FROM album_item WHERE album_id = ?1 AND moment_id = ?3 AND ?2 IS NULL",
           target, value);
}

}  // namespace

EditValue current_value(Connection& connection, const Target& target) {
  if (const auto column = column_of(target.field)) {
    return value_at(connection, column->read, target);
  }
  switch (target.field) {
    case EditField::taken: return corrected_taken(connection, target.subject);
    case EditField::position: return corrected_position(connection, target.subject);
    case EditField::tag: return tag_verdict(connection, target);
    case EditField::album_item:
      return value_at(connection,
                      "SELECT position FROM album_item WHERE album_id = ?1 AND moment_id = ?2",
                      target);
    default: return {};  // of a newer nunchi
  }
}

void set_value(Connection& connection, const Target& target, const EditValue& value) {
  if (const auto column = column_of(target.field)) {
    run_with(connection, column->write, target, value);
    return;
  }
  switch (target.field) {
    case EditField::taken: correct_taken(connection, target.subject, value); break;
    case EditField::position: correct_position(connection, target.subject, value); break;
    case EditField::tag: set_tag_verdict(connection, target, value); break;
    case EditField::album_item: set_album_item(connection, target, value); break;
    default: break;
  }
}

}  // namespace nunchi::library
