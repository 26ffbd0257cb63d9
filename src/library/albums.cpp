#include "library/albums.h"

#include "library/journal.h"
#include "library/store.h"

namespace nunchi::library {
namespace {

std::int64_t number(AlbumId album) { return static_cast<std::int64_t>(album); }

void require_album(Connection& connection, AlbumId album) {
  Statement row = connection.prepare("SELECT 1 FROM album WHERE id = ?1 AND removed = 0");
  row.bind(album);
  if (!row.next()) throw SqliteFailure({ErrorCode::not_found, "no such album"});
}

void require_name(const std::string& name) {
  if (name.empty()) throw SqliteFailure({ErrorCode::invalid_argument, "an album has a name"});
}

std::int64_t last_position(Connection& connection, AlbumId album) {
  Statement row = connection.prepare("SELECT max(position) FROM album_item WHERE album_id = ?1");
  row.bind(album);
  return row.next() ? row.integer(0) : 0;
}

}  // namespace

Result<AlbumId> Albums::create(const std::string& name, const std::optional<std::string>& query) {
  return store_->write("create album " + name, [&](Connection& connection) {
    require_name(name);
    // It comes into being as a removed one: so undoing its making is to remove it.
    connection.prepare("INSERT INTO album(name, query, removed) VALUES (?1, ?2, 1)")
        .bind(name, query)
        .run();
    const std::int64_t id = connection.last_id();
    JournalEntryWriter(connection, EditField::album_removed)
        .set({EditField::album_removed, id}, std::int64_t{0});
    return AlbumId{id};
  });
}

Status Albums::rename(AlbumId album, const std::string& name) {
  return store_->write("rename an album", [&](Connection& connection) {
    require_album(connection, album);
    require_name(name);
    JournalEntryWriter(connection, EditField::album_name)
        .set({EditField::album_name, number(album)}, name);
  });
}

Status Albums::set_query(AlbumId album, const std::string& query) {
  return store_->write("change a saved search", [&](Connection& connection) {
    require_album(connection, album);
    JournalEntryWriter(connection, EditField::album_query)
        .set({EditField::album_query, number(album)}, query);
  });
}

Status Albums::remove(AlbumId album) {
  return store_->write("remove an album", [&](Connection& connection) {
    require_album(connection, album);
    JournalEntryWriter(connection, EditField::album_removed)
        .set({EditField::album_removed, number(album)}, std::int64_t{1});
  });
}

Result<std::int64_t> Albums::add(AlbumId album, std::span<const MomentId> moments) {
  return store_->write("add to an album", [&](Connection& connection) {
    require_album(connection, album);
    JournalEntryWriter entry(connection, EditField::album_item);
    std::int64_t position = last_position(connection, album);
    for (const MomentId moment : moments) {
      const Target target{EditField::album_item, number(album), static_cast<std::int64_t>(moment)};
      if (current_value(connection, target) == EditValue()) entry.set(target, ++position);
    }
    return entry.changes();
  });
}

Result<std::int64_t> Albums::take_out(AlbumId album, std::span<const MomentId> moments) {
  return store_->write("take out of an album", [&](Connection& connection) {
    require_album(connection, album);
    JournalEntryWriter entry(connection, EditField::album_item);
    for (const MomentId moment : moments) {
      entry.set({EditField::album_item, number(album), static_cast<std::int64_t>(moment)}, {});
    }
    return entry.changes();
  });
}

Result<std::vector<Album>> Albums::all() const {
  return store_->read("list albums", [](Connection& connection) {
    Statement row = connection.prepare(
        "SELECT id, name, query, (SELECT count(*) FROM album_item WHERE album_id = a.id)"
        " FROM album AS a WHERE removed = 0 ORDER BY name, id");
    std::vector<Album> albums;
    while (row.next()) {
      Album album{.id = row.as<AlbumId>(0), .name = row.text(1), .items = row.integer(3)};
      if (!row.is_null(2)) album.query = row.text(2);
      albums.push_back(std::move(album));
    }
    return albums;
  });
}

Result<std::vector<MomentId>> Albums::items(AlbumId album) const {
  return store_->read("list an album", [&](Connection& connection) {
    require_album(connection, album);
    Statement row = connection.prepare(
        "SELECT moment_id FROM album_item WHERE album_id = ?1 ORDER BY position, moment_id");
    row.bind(album);
    std::vector<MomentId> ids;
    while (row.next()) ids.push_back(row.as<MomentId>(0));
    return ids;
  });
}

Result<std::vector<AlbumId>> Albums::with(MomentId moment) const {
  return store_->read("list the albums of a moment", [&](Connection& connection) {
    Statement row = connection.prepare(
        "SELECT i.album_id FROM album_item AS i JOIN album AS a ON a.id = i.album_id"
        " WHERE i.moment_id = ?1 AND a.removed = 0 ORDER BY a.name, a.id");
    row.bind(moment);
    std::vector<AlbumId> albums;
    while (row.next()) albums.push_back(row.as<AlbumId>(0));
    return albums;
  });
}

}  // namespace nunchi::library
