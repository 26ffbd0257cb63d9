#include "library/moments.h"

#include <algorithm>

#include "library/asset_rows.h"
#include "library/moment_rows.h"
#include "library/sight_rows.h"
#include "library/store.h"

namespace nunchi::library {
namespace {

std::int64_t number(MomentId id) { return static_cast<std::int64_t>(id); }

std::int64_t time_of(Connection& connection, std::int64_t id) {
  Statement row = connection.prepare("SELECT at FROM moment WHERE id = ?1");
  row.bind(id);
  return row.next() ? row.integer(0) : 0;
}

}  // namespace

Result<MomentId> Moments::put(const Moment& moment) {
  return store_->write("keep a moment", [&](Connection& connection) {
    const std::int64_t id = put_moment_row(connection, moment);
    const std::int64_t at = time_of(connection, id);
    for (std::size_t n = 0; n < moment.pictures.size(); ++n) {
      put_sight(connection, {id, static_cast<int>(n)}, at, moment.pictures[n].sight);
    }
    return static_cast<MomentId>(id);
  });
}

Status Moments::see(MomentId id, int n, const Sight& sight) {
  return store_->write("keep what was seen", [&](Connection& connection) {
    require_moment(connection, number(id));
    put_sight(connection, {number(id), n}, time_of(connection, number(id)), sight);
  });
}

Result<std::optional<Moment>> Moments::find(MomentId id) const {
  return store_->read("read a moment",
                      [&](Connection& connection) { return read_moment(connection, number(id)); });
}

Result<std::vector<Moment>> Moments::find(std::span<const MomentId> ids) const {
  return store_->read("read moments", [&](Connection& connection) {
    std::vector<Moment> moments;
    moments.reserve(ids.size());
    for (const MomentId id : ids) {
      if (auto moment = read_moment(connection, number(id))) moments.push_back(*std::move(moment));
    }
    return moments;
  });
}

Result<std::optional<MomentId>> Moments::find(const Origin& origin) const {
  return store_->read("find a moment", [&](Connection& connection) -> std::optional<MomentId> {
    const auto id = find_moment(connection, origin);
    return id ? std::optional(static_cast<MomentId>(*id)) : std::nullopt;
  });
}

Result<std::vector<MomentId>> Moments::of_asset(const ContentHash& asset) const {
  return store_->read("list the moments of an asset", [&](Connection& connection) {
    Statement row = connection.prepare(
        "SELECT m.id FROM asset AS a JOIN moment AS m ON m.asset_id = a.id WHERE a.hash = ?1"
        " ORDER BY m.lead DESC, m.from_us, m.until_us");
    row.bind(asset);
    std::vector<MomentId> ids;
    while (row.next()) ids.push_back(row.as<MomentId>(0));
    return ids;
  });
}

Status Moments::keep_only(const ContentHash& asset, std::span<const MomentId> kept) {
  return store_->write("cut a video anew", [&](Connection& connection) {
    std::vector<std::int64_t> ids;
    {
      Statement row = connection.prepare("SELECT id FROM moment WHERE asset_id = ?1 AND lead = 0");
      row.bind(require_asset(connection, asset));
      while (row.next()) ids.push_back(row.integer(0));
    }
    for (const std::int64_t id : ids) {
      const bool stays = std::find(kept.begin(), kept.end(), MomentId{id}) != kept.end();
      if (!stays) forget_moment(connection, id);
    }
  });
}

Status Moments::forget(MomentId id) {
  return store_->write("forget a moment", [&](Connection& connection) {
    require_moment(connection, number(id));
    forget_moment(connection, number(id));
  });
}

Result<std::vector<MomentId>> Moments::not_seen_by(const std::string& task,
                                                   const std::string& network, MomentId after,
                                                   int limit) const {
  return store_->read("look for what is to be seen again", [&](Connection& connection) {
    Statement row = connection.prepare(
        "SELECT DISTINCT moment_id FROM picture WHERE moment_id > ?3"
        " AND coalesce(panel_id, 0) NOT IN"
        " (SELECT panel_id FROM panel_task WHERE task = ?1 AND network = ?2)"
        " ORDER BY moment_id LIMIT ?4");
    row.bind(task, network, number(after), limit);
    std::vector<MomentId> ids;
    while (row.next()) ids.push_back(row.as<MomentId>(0));
    return ids;
  });
}

}  // namespace nunchi::library
