#include <algorithm>

#include "library/asset_rows.h"
#include "library/edit_rows.h"
#include "library/interned.h"
#include "library/moment_rows.h"
#include "library/records.h"
#include "library/store.h"
#include "library/taken_columns.h"

namespace nunchi::library {
namespace {

using Take = std::function<Status(const Record&)>;

std::vector<std::int64_t> ids(Connection& connection, std::string_view sql) {
  Statement row = connection.prepare(sql);
  std::vector<std::int64_t> all;
  while (row.next()) all.push_back(row.integer(0));
  return all;
}

std::vector<std::int64_t> ids(Connection& connection, std::string_view sql, std::int64_t of) {
  Statement row = connection.prepare(sql);
  row.bind(of);
  std::vector<std::int64_t> all;
  while (row.next()) all.push_back(row.integer(0));
  return all;
}

// What the source said, where the owner has corrected it.
void take_corrections_back(Connection& connection, std::int64_t id, Moment& moment) {
  Statement taken = connection.prepare(
      "SELECT c.said_at, c.said_offset_min, c.said_precision, t.text FROM corrected_taken AS c"
      " LEFT JOIN term AS t ON t.id = c.said_by WHERE c.moment_id = ?1");
  taken.bind(id);
  if (taken.next()) {
    TakenColumns columns{.at = taken.integer(0),
                         .offset_min = taken.maybe<std::int64_t>(1),
                         .precision = taken.as<Precision>(2)};
    if (!taken.is_null(3)) columns.by = taken.text(3);
    moment.taken = taken_of(columns);
  }
  Statement position = connection.prepare(
      "SELECT said_latitude, said_longitude, said_altitude, said_place_id"
      " FROM corrected_position WHERE moment_id = ?1");
  position.bind(id);
  if (position.next()) {
    moment.position.reset();
    moment.place.reset();
    if (!position.is_null(0)) {
      moment.position = Position{position.real(0), position.real(1), position.maybe<double>(2)};
    }
    if (!position.is_null(3)) moment.place = place_of(connection, position.integer(3));
  }
}

std::vector<FaceName> names_of(Connection& connection, std::int64_t id) {
  Statement row = connection.prepare(
      "SELECT f.picture, f.n, p.name, f.named_by FROM face AS f"
      " LEFT JOIN person AS p ON p.id = f.person_id"
      " WHERE f.moment_id = ?1 AND f.named_by > 0 ORDER BY f.picture, f.n");
  row.bind(id);
  std::vector<FaceName> names;
  while (row.next()) {
    names.push_back({row.as<int>(0), row.as<int>(1), row.text(2), row.as<NamedBy>(3)});
  }
  return names;
}

std::optional<MomentRecord> moment_record(Connection& connection, std::int64_t id) {
  auto moment = read_moment(connection, id);
  auto edits = read_edits(connection, id);
  if (!moment || !edits) return std::nullopt;
  take_corrections_back(connection, id, *moment);
  moment->id = MomentId::none;
  return MomentRecord{*std::move(moment), *std::move(edits), names_of(connection, id)};
}

AssetRecord asset_record(Connection& connection, std::int64_t id) {
  AssetRecord record{.asset = read_asset(connection, id), .paths = paths_of(connection, id)};
  record.asset.previous.reset();
  for (const std::int64_t moment :
       ids(connection,
           "SELECT id FROM moment WHERE asset_id = ?1 ORDER BY lead DESC, from_us, until_us", id)) {
    if (auto of = moment_record(connection, moment)) record.moments.push_back(*std::move(of));
  }
  return record;
}

Stack stack_record(Connection& connection, std::int64_t id) {
  Statement row = connection.prepare(
      "SELECT s.kind, a.hash, a.in_front FROM stack AS s JOIN asset AS a ON a.stack_id = s.id"
      " WHERE s.id = ?1 ORDER BY a.hash");
  row.bind(id);
  Stack stack;
  while (row.next()) {
    stack.kind = row.as<StackKind>(0);
    stack.members.push_back(row.hash(1));
    if (row.integer(2) != 0) stack.front = row.hash(1);
  }
  return stack;
}

AlbumRecord album_record(Connection& connection, std::int64_t id) {
  Statement row = connection.prepare("SELECT name, query FROM album WHERE id = ?1");
  row.bind(id);
  row.next();
  AlbumRecord album{.name = row.text(0)};
  if (!row.is_null(1)) album.query = row.text(1);
  for (const std::int64_t moment :
       ids(connection,
           "SELECT moment_id FROM album_item WHERE album_id = ?1 ORDER BY position, moment_id",
           id)) {
    if (auto origin = origin_of(connection, moment)) album.items.push_back(*std::move(origin));
  }
  return album;
}

// Assets and moments by a cursor, so that no more than one is in memory. The cursor's statement
// must not be the one that the record's own reading uses: each has its own.
Status each_asset(Connection& connection, const Take& take) {
  Statement row = connection.prepare("SELECT id FROM asset ORDER BY hash");
  while (row.next()) {
    if (Status taken = take(asset_record(connection, row.integer(0))); !taken) return taken;
  }
  return ok();
}

Status each_moment_without_file(Connection& connection, const Take& take) {
  Statement row = connection.prepare(
      "SELECT id FROM moment WHERE asset_id IS NULL ORDER BY kind, source, from_us, until_us");
  while (row.next()) {
    auto record = moment_record(connection, row.integer(0));
    if (!record) continue;
    if (Status taken = take(*std::move(record)); !taken) return taken;
  }
  return ok();
}

Status each_version(Connection& connection, const Take& take) {
  Statement row = connection.prepare(
      "SELECT a.hash, p.hash FROM asset AS a JOIN asset AS p ON p.id = a.previous_id"
      " ORDER BY a.hash");
  while (row.next()) {
    if (Status taken = take(VersionRecord{row.hash(0), row.hash(1)}); !taken) return taken;
  }
  return ok();
}

Status each_stack(Connection& connection, const Take& take) {
  for (const std::int64_t id : ids(connection,
                                   "SELECT stack_id FROM asset WHERE stack_id IS NOT NULL"
                                   " AND in_front = 1 ORDER BY hash")) {
    if (Status taken = take(stack_record(connection, id)); !taken) return taken;
  }
  return ok();
}

Status each_album(Connection& connection, const Take& take) {
  for (const std::int64_t id :
       ids(connection, "SELECT id FROM album WHERE removed = 0 ORDER BY name, id")) {
    if (Status taken = take(album_record(connection, id)); !taken) return taken;
  }
  return ok();
}

}  // namespace

Status Records::each(const Take& take) const {
  const auto outcome = store_->read("read the library out", [&](Connection& connection) {
    for (const auto part :
         {each_asset, each_moment_without_file, each_version, each_stack, each_album}) {
      if (Status done = part(connection, take); !done) return done;
    }
    return ok();
  });
  return outcome ? *outcome : Status(outcome.error());
}

}  // namespace nunchi::library
