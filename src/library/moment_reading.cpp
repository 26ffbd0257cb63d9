#include "library/interned.h"
#include "library/moment_rows.h"
#include "library/note_rows.h"
#include "library/sight_rows.h"
#include "library/taken_columns.h"

namespace nunchi::library {
namespace {

Origin origin_from(const Statement& row) {
  Origin origin{.kind = row.as<OriginKind>(0),
                .path = row.text(2),
                .from = std::chrono::microseconds(row.integer(3)),
                .until = std::chrono::microseconds(row.integer(4))};
  if (!row.is_null(1)) origin.asset = row.hash(1);
  return origin;
}

// One of the paths of a file: the first by name, so that it is the same each time.
std::string path_of(Connection& connection, std::int64_t asset) {
  Statement row = connection.prepare(
      "SELECT d.path || iif(d.path LIKE '%/', '', '/') || f.name FROM file AS f"
      " JOIN folder AS d ON d.id = f.folder_id WHERE f.asset_id = ?1"
      " ORDER BY d.path, f.name LIMIT 1");
  row.bind(asset);
  return row.next() ? row.text(0) : std::string();
}

}  // namespace

std::optional<Origin> origin_of(Connection& connection, std::int64_t id) {
  Statement row = connection.prepare(
      "SELECT m.kind, a.hash, m.source, m.from_us, m.until_us, m.asset_id FROM moment AS m"
      " LEFT JOIN asset AS a ON a.id = m.asset_id WHERE m.id = ?1");
  row.bind(id);
  if (!row.next()) return std::nullopt;
  Origin origin = origin_from(row);
  if (!row.is_null(5)) origin.path = path_of(connection, row.integer(5));
  return origin;
}

std::optional<Moment> read_moment(Connection& connection, std::int64_t id) {
  auto origin = origin_of(connection, id);
  if (!origin) return std::nullopt;
  Moment moment{.id = static_cast<MomentId>(id), .origin = *std::move(origin)};
  Statement row = connection.prepare(
      "SELECT m.at, m.offset_min, m.precision, t.text, m.latitude, m.longitude, m.altitude,"
      " m.place_id, c.name, p.author, p.community, p.words FROM moment AS m"
      " LEFT JOIN term AS t ON t.id = m.taken_by LEFT JOIN camera AS c ON c.id = m.camera_id"
      " LEFT JOIN post AS p ON p.moment_id = m.id WHERE m.id = ?1");
  row.bind(id);
  if (!row.next()) return std::nullopt;
  if (!row.is_null(3)) {
    moment.taken = taken_of({.at = row.integer(0),
                             .offset_min = row.maybe<std::int64_t>(1),
                             .precision = row.as<Precision>(2),
                             .by = row.text(3)});
  }
  if (!row.is_null(4)) {
    moment.position = Position{row.real(4), row.real(5), row.maybe<double>(6)};
  }
  if (!row.is_null(7)) moment.place = place_of(connection, row.integer(7));
  moment.camera = row.text(8);
  if (moment.origin.kind == OriginKind::camera && moment.camera == moment.origin.path) {
    moment.camera.clear();
  }
  moment.author = row.text(9);
  moment.community = row.text(10);
  moment.words = row.text(11);
  read_notes(connection, id, moment);
  moment.pictures = pictures_of(connection, id);
  return moment;
}

std::vector<std::int64_t> moments_of_same_asset(Connection& connection, std::int64_t id) {
  Statement row = connection.prepare(
      "SELECT o.id FROM moment AS m JOIN moment AS o ON o.asset_id = m.asset_id OR o.id = m.id"
      " WHERE m.id = ?1");
  row.bind(id);
  std::vector<std::int64_t> ids;
  while (row.next()) ids.push_back(row.integer(0));
  return ids;
}

void carry_over_edits(Connection& connection, std::int64_t moment) {
  std::int64_t previous = 0;
  {
    Statement row = connection.prepare(
        "SELECT b.id FROM moment AS m JOIN asset AS a ON a.id = m.asset_id"
        " JOIN asset AS o ON o.id = a.previous_id AND o.paths = 0"
        " JOIN moment AS b ON b.asset_id = o.id AND b.lead = 1 WHERE m.id = ?1");
    row.bind(moment);
    if (!row.next()) return;
    previous = row.integer(0);
  }
  for (const char* sql :
       {"UPDATE moment SET (favourite, rating, hidden, binned) ="
        " (SELECT favourite, rating, hidden, binned FROM moment WHERE id = ?2) WHERE id = ?1",
        "INSERT INTO album_item(album_id, moment_id, position)"
        " SELECT album_id, ?1, position FROM album_item WHERE moment_id = ?2",
        "INSERT INTO tag(moment_id, picture, concept_id, at, confidence, owner)"
        " SELECT ?1, t.picture, t.concept_id, m.at, t.confidence, t.owner FROM tag AS t,"
        " moment AS m WHERE t.moment_id = ?2 AND t.owner <> 0 AND m.id = ?1",
        "INSERT INTO corrected_taken SELECT ?1, said_at, said_offset_min, said_precision, said_by"
        " FROM corrected_taken WHERE moment_id = ?2",
        "UPDATE moment SET (at, offset_min, precision, taken_by) ="
        " (SELECT at, offset_min, precision, taken_by FROM moment WHERE id = ?2)"
        " WHERE id = ?1 AND EXISTS (SELECT 1 FROM corrected_taken WHERE moment_id = ?1)",
        "INSERT INTO corrected_position SELECT ?1, said_latitude, said_longitude, said_altitude,"
        " said_place_id FROM corrected_position WHERE moment_id = ?2",
        "UPDATE moment SET (latitude, longitude, altitude, place_id) ="
        " (SELECT latitude, longitude, altitude, place_id FROM moment WHERE id = ?2)"
        " WHERE id = ?1 AND EXISTS (SELECT 1 FROM corrected_position WHERE moment_id = ?1)"}) {
    Statement step = connection.prepare(sql);
    if (step.parameters() == 2) step.bind(moment, previous);
    step.run();
  }
}

}  // namespace nunchi::library
