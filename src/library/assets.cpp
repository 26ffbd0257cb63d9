#include "library/assets.h"

#include <bit>

#include "library/asset_rows.h"
#include "library/interned.h"
#include "library/moment_rows.h"
#include "library/store.h"

namespace nunchi::library {
namespace {

// With the condition behind it.
std::string select_assets(std::string_view condition) {
  return std::string(
             "SELECT a.hash, a.kind, f.text, a.bytes, a.width, a.height, a.duration_us,"
             " a.content_id, a.perceptual_hash, p.hash FROM asset AS a"
             " JOIN term AS f ON f.id = a.format_id LEFT JOIN asset AS p ON p.id = a.previous_id ")
      .append(condition);
}

Asset asset_of(const Statement& row) {
  Asset asset{.hash = row.hash(0),
              .kind = row.as<AssetKind>(1),
              .format = row.text(2),
              .bytes = row.as<std::uint64_t>(3),
              .width = row.as<int>(4),
              .height = row.as<int>(5),
              .duration = std::chrono::microseconds(row.integer(6)),
              .content_id = row.text(7)};
  if (!row.is_null(8)) asset.perceptual_hash = std::bit_cast<std::uint64_t>(row.integer(8));
  if (!row.is_null(9)) asset.previous = row.hash(9);
  return asset;
}

std::optional<std::string> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

std::optional<std::int64_t> find_asset(Connection& connection, const ContentHash& hash) {
  Statement find = connection.prepare("SELECT id FROM asset WHERE hash = ?1");
  find.bind(hash);
  if (!find.next()) return std::nullopt;
  return find.integer(0);
}

std::int64_t require_asset(Connection& connection, const ContentHash& hash) {
  if (const auto id = find_asset(connection, hash)) return *id;
  throw SqliteFailure(
      {ErrorCode::invalid_argument, "no asset " + to_hex(hash) + " in the library"});
}

Asset read_asset(Connection& connection, std::int64_t id) {
  Statement row = connection.prepare(select_assets("WHERE a.id = ?1"));
  row.bind(id);
  return row.next() ? asset_of(row) : Asset();
}

std::vector<std::filesystem::path> paths_of(Connection& connection, std::int64_t id) {
  Statement row = connection.prepare(
      "SELECT d.path, f.name FROM file AS f JOIN folder AS d ON d.id = f.folder_id"
      " WHERE f.asset_id = ?1 ORDER BY d.path, f.name");
  row.bind(id);
  std::vector<std::filesystem::path> paths;
  while (row.next()) paths.push_back(std::filesystem::path(row.text(0)) / row.text(1));
  return paths;
}

AssetRow put_asset(Connection& connection, const Asset& asset) {
  const auto format = intern(connection, Vocabulary::term, asset.format);
  const auto content_id = unless_empty(asset.content_id);
  std::optional<std::int64_t> perceptual;
  if (asset.perceptual_hash) perceptual = std::bit_cast<std::int64_t>(*asset.perceptual_hash);
  if (const auto id = find_asset(connection, asset.hash)) {
    connection
        .prepare(
            "UPDATE asset SET format_id = ?2, width = ?3, height = ?4, duration_us = ?5,"
            " content_id = ?6, perceptual_hash = coalesce(?7, perceptual_hash) WHERE id = ?1")
        .bind(*id, format, asset.width, asset.height, asset.duration.count(), content_id,
              perceptual)
        .run();
    return {*id, false};
  }
  connection
      .prepare(
          "INSERT INTO asset(hash, kind, format_id, bytes, width, height, duration_us, content_id,"
          " perceptual_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
      .bind(asset.hash, asset.kind, format, asset.bytes, asset.width, asset.height,
            asset.duration.count(), content_id, perceptual)
      .run();
  return {connection.last_id(), true};
}

Status Assets::put(const Asset& asset) {
  return store_->write("keep an asset",
                       [&](Connection& connection) { put_asset(connection, asset); });
}

Result<std::optional<Asset>> Assets::find(const ContentHash& hash) const {
  return store_->read("find an asset", [&](Connection& connection) -> std::optional<Asset> {
    Statement row = connection.prepare(select_assets("WHERE a.hash = ?1"));
    row.bind(hash);
    if (!row.next()) return std::nullopt;
    return asset_of(row);
  });
}

Result<std::vector<std::filesystem::path>> Assets::paths(const ContentHash& hash) const {
  return store_->read("list the paths of an asset", [&](Connection& connection) {
    const auto id = find_asset(connection, hash);
    return id ? paths_of(connection, *id) : std::vector<std::filesystem::path>{};
  });
}

Result<std::vector<Asset>> Assets::page(const std::optional<ContentHash>& after, int limit) const {
  return store_->read("list assets", [&](Connection& connection) {
    Statement row = connection.prepare(select_assets("WHERE a.hash > ?1 ORDER BY a.hash LIMIT ?2"));
    if (after) {
      row.bind(*after, limit);
    } else {
      row.bind(std::span<const std::byte>(), limit);
    }
    std::vector<Asset> assets;
    while (row.next()) assets.push_back(asset_of(row));
    return assets;
  });
}

Result<std::vector<ContentHash>> Assets::with_content_id(const std::string& content_id) const {
  return store_->read("find paired files", [&](Connection& connection) {
    Statement row =
        connection.prepare("SELECT hash FROM asset WHERE content_id = ?1 ORDER BY kind, hash");
    row.bind(content_id);
    std::vector<ContentHash> hashes;
    while (row.next()) hashes.push_back(row.hash(0));
    return hashes;
  });
}

Result<std::vector<PerceptualHash>> Assets::perceptual_hashes() const {
  return store_->read("list perceptual hashes", [&](Connection& connection) {
    Statement row = connection.prepare(
        "SELECT m.id, a.perceptual_hash FROM asset AS a CROSS JOIN moment AS m"
        " ON m.asset_id = a.id AND m.lead = 1 AND m.absent = 0"
        " WHERE a.perceptual_hash IS NOT NULL");
    std::vector<PerceptualHash> hashes;
    while (row.next()) {
      hashes.push_back({row.as<MomentId>(0), std::bit_cast<std::uint64_t>(row.integer(1))});
    }
    return hashes;
  });
}

Status Assets::forget(const ContentHash& hash) {
  return store_->write("forget an asset", [&](Connection& connection) {
    const auto id = find_asset(connection, hash);
    if (!id) {
      throw SqliteFailure({ErrorCode::not_found, "no asset " + to_hex(hash) + " in the library"});
    }
    std::vector<std::int64_t> moments;
    {
      Statement row = connection.prepare("SELECT id FROM moment WHERE asset_id = ?1");
      row.bind(*id);
      while (row.next()) moments.push_back(row.integer(0));
    }
    for (const std::int64_t moment : moments) forget_moment(connection, moment);
    connection.prepare("DELETE FROM asset WHERE id = ?1").bind(*id).run();
  });
}

}  // namespace nunchi::library
