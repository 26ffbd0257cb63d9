#include "library/asset_rows.h"
#include "library/interned.h"
#include "library/moment_rows.h"
#include "library/note_rows.h"
#include "library/taken_columns.h"
#include "library/words_row.h"

namespace nunchi::library {
namespace {

bool of_a_file(OriginKind kind) { return kind == OriginKind::photo || kind == OriginKind::video; }

struct Key {
  std::optional<std::int64_t> asset;
  std::optional<std::string> source;
};

Key key_of(Connection& connection, const Origin& origin) {
  if (!of_a_file(origin.kind)) return {.source = origin.path};
  if (!origin.asset) {
    throw SqliteFailure({ErrorCode::invalid_argument, "a photo or video must have an asset"});
  }
  return {.asset = require_asset(connection, *origin.asset)};
}

std::optional<std::int64_t> find_row(Connection& connection, const Key& key, const Origin& origin) {
  Statement row = connection.prepare(
      key.asset ? "SELECT id FROM moment WHERE asset_id = ?1 AND from_us = ?2 AND until_us = ?3"
                : "SELECT id FROM moment WHERE source = ?1 AND from_us = ?2 AND until_us = ?3"
                  " AND kind = ?4");
  if (key.asset) {
    row.bind(*key.asset, origin.from.count(), origin.until.count());
  } else {
    row.bind(*key.source, origin.from.count(), origin.until.count(), origin.kind);
  }
  if (!row.next()) return std::nullopt;
  return row.integer(0);
}

// Whether the moment is the whole of its photo or video, or stands for itself.
bool is_lead(Connection& connection, const Key& key, const Origin& origin) {
  if (origin.kind != OriginKind::video) return true;
  if (origin.from.count() != 0) return false;
  Statement row = connection.prepare("SELECT duration_us FROM asset WHERE id = ?1");
  row.bind(*key.asset);
  return row.next() && origin.until.count() >= row.integer(0);
}

bool has_row(Connection& connection, std::string_view sql, std::int64_t id) {
  Statement row = connection.prepare(sql);
  row.bind(id);
  return row.next();
}

std::int64_t insert_row(Connection& connection, const Key& key, const Origin& origin) {
  const bool lead = is_lead(connection, key, origin);
  connection
      .prepare(
          "INSERT INTO moment(kind, asset_id, source, from_us, until_us, at, lead, shelf, absent)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, iif(?7, 0, 1), 0)")
      .bind(origin.kind, key.asset, key.source, origin.from.count(), origin.until.count(), kNoTime,
            lead)
      .run();
  const std::int64_t id = connection.last_id();
  connection
      .prepare(
          "UPDATE moment SET absent = 1 WHERE id = ?1 AND EXISTS"
          " (SELECT 1 FROM asset WHERE id = ?2 AND (paths = 0 OR in_front = 0))")
      .bind(id, key.asset)
      .run();
  if (lead && key.asset) {
    carry_over_edits(connection, id);
  } else if (key.asset) {  // seconds of a video that is rated, hidden or in the bin are so too
    connection
        .prepare(
            "UPDATE moment SET (favourite, rating, hidden, binned) ="
            " (SELECT favourite, rating, hidden, binned FROM moment"
            "  WHERE asset_id = ?2 AND lead = 1)"
            " WHERE id = ?1 AND EXISTS (SELECT 1 FROM moment WHERE asset_id = ?2 AND lead = 1)")
        .bind(id, *key.asset)
        .run();
  }
  return id;
}

void put_taken(Connection& connection, std::int64_t id, const std::optional<Taken>& taken) {
  const TakenColumns said = columns_of(taken);
  std::optional<std::int64_t> by;
  if (said.by) by = intern(connection, Vocabulary::term, *said.by);
  const bool corrected =
      has_row(connection, "SELECT 1 FROM corrected_taken WHERE moment_id = ?1", id);
  connection
      .prepare(corrected ? "UPDATE corrected_taken SET said_at = ?2, said_offset_min = ?3,"
                           " said_precision = ?4, said_by = ?5 WHERE moment_id = ?1"
                         : "UPDATE moment SET at = ?2, offset_min = ?3, precision = ?4,"
                           " taken_by = ?5 WHERE id = ?1")
      .bind(id, said.at, said.offset_min, said.precision, by)
      .run();
}

void put_position(Connection& connection, std::int64_t id, const Moment& moment) {
  std::optional<double> latitude, longitude, altitude;
  if (moment.position) {
    latitude = moment.position->latitude;
    longitude = moment.position->longitude;
    altitude = moment.position->altitude;
  }
  std::optional<std::int64_t> place;
  if (moment.place) place = intern_place(connection, *moment.place);
  const bool corrected =
      has_row(connection, "SELECT 1 FROM corrected_position WHERE moment_id = ?1", id);
  connection
      .prepare(corrected ? "UPDATE corrected_position SET said_latitude = ?2, said_longitude = ?3,"
                           " said_altitude = ?4, said_place_id = ?5 WHERE moment_id = ?1"
                         : "UPDATE moment SET latitude = ?2, longitude = ?3, altitude = ?4,"
                           " place_id = ?5 WHERE id = ?1")
      .bind(id, latitude, longitude, altitude, place)
      .run();
}

// A camera that watches is found by its own name, as a photo's camera is by its model.
void put_camera(Connection& connection, std::int64_t id, const Moment& moment) {
  const bool watches = moment.camera.empty() && moment.origin.kind == OriginKind::camera;
  const std::string& name = watches ? moment.origin.path : moment.camera;
  std::optional<std::int64_t> camera;
  if (!name.empty()) camera = intern(connection, Vocabulary::camera, name);
  connection.prepare("UPDATE moment SET camera_id = ?2 WHERE id = ?1").bind(id, camera).run();
}

void put_post(Connection& connection, std::int64_t id, const Moment& moment) {
  if (moment.author.empty() && moment.community.empty() && moment.words.empty()) {
    connection.prepare("DELETE FROM post WHERE moment_id = ?1").bind(id).run();
    return;
  }
  connection
      .prepare(
          "INSERT INTO post(moment_id, author, community, words, at)"
          " VALUES (?1, ?2, ?3, ?4, (SELECT at FROM moment WHERE id = ?1))"
          " ON CONFLICT DO UPDATE SET author = ?2, community = ?3, words = ?4")
      .bind(id, moment.author, moment.community, moment.words)
      .run();
}

void put_pictures(Connection& connection, std::int64_t id, const std::vector<Picture>& pictures) {
  Statement put = connection.prepare(
      "INSERT INTO picture(moment_id, n, asset_id) VALUES (?1, ?2, ?3)"
      " ON CONFLICT DO UPDATE SET asset_id = ?3");
  for (std::size_t n = 0; n < pictures.size(); ++n) {
    std::optional<std::int64_t> asset;
    if (pictures[n].asset) asset = require_asset(connection, *pictures[n].asset);
    put.bind(id, n, asset).run();
  }
}

// Stars that another program has written hold until the owner gives others here.
void take_stars_over(Connection& connection, std::int64_t id, const Notes& notes) {
  if (!notes.rating || *notes.rating < 1 || *notes.rating > 5) return;
  connection.prepare("UPDATE moment SET rating = ?2 WHERE id = ?1 AND rating = 0")
      .bind(id, *notes.rating)
      .run();
}

}  // namespace

std::optional<std::int64_t> find_moment(Connection& connection, const Origin& origin) {
  if (of_a_file(origin.kind)) {
    if (!origin.asset) return std::nullopt;
    const auto asset = find_asset(connection, *origin.asset);
    return asset ? find_row(connection, {.asset = asset}, origin) : std::nullopt;
  }
  return find_row(connection, {.source = origin.path}, origin);
}

std::int64_t put_moment_row(Connection& connection, const Moment& moment) {
  const Key key = key_of(connection, moment.origin);
  const auto known = find_row(connection, key, moment.origin);
  const std::int64_t id = known ? *known : insert_row(connection, key, moment.origin);
  put_taken(connection, id, moment.taken);
  put_position(connection, id, moment);
  put_camera(connection, id, moment);
  put_post(connection, id, moment);
  put_notes(connection, id, moment);
  if (!known) take_stars_over(connection, id, moment.notes);
  put_pictures(connection, id, moment.pictures);
  refresh_words(connection, id);
  return id;
}

void forget_moment(Connection& connection, std::int64_t id) {
  connection.prepare("DELETE FROM words WHERE rowid = ?1").bind(id).run();
  connection.prepare("DELETE FROM moment WHERE id = ?1").bind(id).run();
}

void require_moment(Connection& connection, std::int64_t id) {
  if (has_row(connection, "SELECT 1 FROM moment WHERE id = ?1", id)) return;
  throw SqliteFailure(
      {ErrorCode::not_found, "no moment " + std::to_string(id) + " in the library"});
}

}  // namespace nunchi::library
