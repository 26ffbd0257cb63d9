#include "library/asset_rows.h"
#include "library/edit_rows.h"
#include "library/file_rows.h"
#include "library/moment_rows.h"
#include "library/moments.h"
#include "library/records.h"
#include "library/store.h"

namespace nunchi::library {
namespace {

std::int64_t person_named(Connection& connection, const std::string& name) {
  {
    Statement find =
        connection.prepare("SELECT id FROM person WHERE name = ?1 AND removed = 0 ORDER BY id");
    find.bind(name);
    if (find.next()) return find.integer(0);
  }
  connection.prepare("INSERT INTO person(name) VALUES (?1)").bind(name).run();
  return connection.last_id();
}

void put_names(Connection& connection, std::int64_t moment, const std::vector<FaceName>& names) {
  Statement put = connection.prepare(
      "UPDATE face SET person_id = ?4, named_by = ?5"
      " WHERE moment_id = ?1 AND picture = ?2 AND n = ?3");
  for (const FaceName& name : names) {
    std::optional<std::int64_t> person;
    if (!name.person.empty()) person = person_named(connection, name.person);
    put.bind(moment, name.picture, name.n, person, name.by).run();
  }
}

// Each kind of record is put by the same calls that put it first; they become one write.
class Putter {
 public:
  explicit Putter(Store& store) : store_(store) {}

  Status operator()(const AssetRecord& record) {
    if (Status done = Assets(store_).put(record.asset); !done) return done;
    const Status paths = store_.write("put paths", [&](Connection& connection) {
      const std::int64_t asset = require_asset(connection, record.asset.hash);
      for (const auto& path : record.paths) {
        // Never looked at: the next time the file is met it is read and found to be the same.
        put_file(connection, {path, {.bytes = record.asset.bytes, .mtime_ns = -1}}, asset, {});
      }
    });
    if (!paths) return paths;
    for (const MomentRecord& moment : record.moments) {
      if (Status done = (*this)(moment); !done) return done;
    }
    return ok();
  }

  Status operator()(const MomentRecord& record) {
    const auto id = Moments(store_).put(record.moment);
    if (!id) return id.error();
    return store_.write("put edits", [&](Connection& connection) {
      put_edits(connection, static_cast<std::int64_t>(*id), record.edits);
      put_names(connection, static_cast<std::int64_t>(*id), record.names);
    });
  }

  Status operator()(const VersionRecord& record) {
    return store_.write("put a version", [&](Connection& connection) {
      connection.prepare("UPDATE asset SET previous_id = ?2 WHERE id = ?1")
          .bind(require_asset(connection, record.asset), require_asset(connection, record.previous))
          .run();
    });
  }

  Status operator()(const Stack& stack) { return Stacks(store_).put(stack); }

  Status operator()(const AlbumRecord& record) {
    return store_.write("put album " + record.name, [&](Connection& connection) {
      connection.prepare("INSERT INTO album(name, query) VALUES (?1, ?2)")
          .bind(record.name, record.query)
          .run();
      const std::int64_t album = connection.last_id();
      Statement put = connection.prepare(
          "INSERT INTO album_item(album_id, moment_id, position) VALUES (?1, ?2, ?3)"
          " ON CONFLICT DO NOTHING");
      std::int64_t position = 0;
      for (const Origin& item : record.items) {
        if (const auto moment = find_moment(connection, item)) {
          put.bind(album, *moment, ++position).run();
        }
      }
    });
  }

 private:
  Store& store_;
};

}  // namespace

Status Records::put(const Record& record) {
  return store_->write_if("read a record in", [&] { return std::visit(Putter(*store_), record); });
}

}  // namespace nunchi::library
