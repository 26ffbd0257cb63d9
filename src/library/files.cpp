#include "library/files.h"

#include <sys/stat.h>

#include <cerrno>
#include <system_error>

#include "library/asset_rows.h"
#include "library/file_rows.h"
#include "library/store.h"
#include "library/words_row.h"

namespace nunchi::library {
namespace fs = std::filesystem;
namespace {

std::optional<std::int64_t> find_folder(Connection& connection, const fs::path& folder) {
  Statement find = connection.prepare("SELECT id FROM folder WHERE path = ?1");
  find.bind(folder.native());
  if (!find.next()) return std::nullopt;
  return find.integer(0);
}

std::int64_t put_folder(Connection& connection, const fs::path& folder) {
  if (const auto id = find_folder(connection, folder)) return *id;
  connection.prepare("INSERT INTO folder(path) VALUES (?1)").bind(folder.native()).run();
  return connection.last_id();
}

Familiarity familiarity(Connection& connection, std::int64_t folder, const SeenFile& file) {
  Statement find = connection.prepare(
      "SELECT bytes, mtime_ns, inode, failure IS NOT NULL FROM file"
      " WHERE folder_id = ?1 AND name = ?2");
  find.bind(folder, file.path.filename().native());
  if (!find.next()) return Familiarity::unknown;
  const FileStat before{find.as<std::uint64_t>(0), find.integer(1), find.as<std::uint64_t>(2)};
  if (before != file.stat) return Familiarity::changed;
  return find.integer(3) != 0 ? Familiarity::failed : Familiarity::unchanged;
}

// What the path held when it was last read.
std::optional<std::int64_t> asset_at(Connection& connection, const fs::path& path) {
  Statement find = connection.prepare(
      "SELECT f.asset_id FROM folder AS d JOIN file AS f ON f.folder_id = d.id"
      " WHERE d.path = ?1 AND f.name = ?2");
  find.bind(path.parent_path().native(), path.filename().native());
  if (!find.next()) return std::nullopt;
  return find.maybe<std::int64_t>(0);
}

bool is_there(const fs::path& path) {
  std::error_code unknown;
  return fs::exists(fs::symlink_status(path, unknown));
}

void forget_file(Connection& connection, std::int64_t folder, const std::string& name) {
  connection.prepare("DELETE FROM file WHERE folder_id = ?1 AND name = ?2")
      .bind(folder, name)
      .run();
}

struct Row {
  std::int64_t folder;
  fs::path path;
};

// Forgets those of the asset's other paths that lead nowhere. Whether some went, whether some stay.
struct Others {
  bool gone = false, left = false;
};
Others forget_dead_paths(Connection& connection, std::int64_t asset, const fs::path& but) {
  std::vector<Row> rows;
  {
    Statement row = connection.prepare(
        "SELECT d.id, d.path, f.name FROM file AS f JOIN folder AS d ON d.id = f.folder_id"
        " WHERE f.asset_id = ?1");
    row.bind(asset);
    while (row.next()) rows.push_back({row.integer(0), fs::path(row.text(1)) / row.text(2)});
  }
  Others others;
  for (const Row& row : rows) {
    if (row.path == but) continue;
    if (is_there(row.path)) {
      others.left = true;
    } else {
      forget_file(connection, row.folder, row.path.filename().native());
      others.gone = true;
    }
  }
  return others;
}

Recorded put_record(Connection& connection, const SeenFile& file, const Asset& asset) {
  const auto before = asset_at(connection, file.path);
  const AssetRow now = put_asset(connection, asset);
  put_file(connection, file, now.id, std::nullopt);
  if (before == now.id) return Recorded::same;
  if (before) {
    connection.prepare("UPDATE asset SET previous_id = ?2 WHERE id = ?1 AND previous_id IS NULL")
        .bind(now.id, *before)
        .run();
    return Recorded::new_version;
  }
  if (now.is_new) return Recorded::new_asset;
  const Others others = forget_dead_paths(connection, now.id, file.path);
  return others.gone && !others.left ? Recorded::moved : Recorded::another_path;
}

Recorded record_in(Connection& connection, const SeenFile& file, const Asset& asset) {
  const Recorded recorded = put_record(connection, file, asset);
  if (recorded != Recorded::same) {
    refresh_words_of_asset(connection, require_asset(connection, asset.hash));
  }
  return recorded;
}

// The next paths at or below `root`, in an order that prune can follow.
std::vector<Row> paths_below(Connection& connection, const fs::path& root, const Row& after,
                             int limit) {
  const std::string& text = root.native();
  const std::string below = text.ends_with('/') ? text : text + '/';
  Statement row = connection.prepare(
      "SELECT d.id, d.path, f.name FROM folder AS d JOIN file AS f ON f.folder_id = d.id"
      " WHERE (d.path = ?1 OR substr(d.path, 1, length(?2)) = ?2 OR"
      "  (d.path = ?3 AND f.name = ?4)) AND (d.id, f.name) > (?5, ?6)"
      " ORDER BY d.id, f.name LIMIT ?7");
  row.bind(text, below, root.parent_path().native(), root.filename().native(), after.folder,
           after.path.filename().native(), limit);
  std::vector<Row> rows;
  while (row.next()) rows.push_back({row.integer(0), fs::path(row.text(1)) / row.text(2)});
  return rows;
}

}  // namespace

void put_file(Connection& connection, const SeenFile& file, std::optional<std::int64_t> asset,
              const std::optional<std::string>& failure) {
  connection
      .prepare(
          "INSERT INTO file(folder_id, name, asset_id, bytes, mtime_ns, inode, failure)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET"
          " asset_id = ?3, bytes = ?4, mtime_ns = ?5, inode = ?6, failure = ?7")
      .bind(put_folder(connection, file.path.parent_path()), file.path.filename().native(), asset,
            file.stat.bytes, file.stat.mtime_ns, file.stat.inode, failure)
      .run();
}

Result<FileStat> stat_of(const fs::path& file) {
  struct stat found = {};
  if (::stat(file.c_str(), &found) != 0) {
    const auto code = errno == ENOENT ? ErrorCode::not_found : ErrorCode::io_failure;
    return Error{code, file.string() + ": " + std::generic_category().message(errno)};
  }
  return FileStat{static_cast<std::uint64_t>(found.st_size),
                  std::int64_t{found.st_mtim.tv_sec} * 1'000'000'000 + found.st_mtim.tv_nsec,
                  found.st_ino};
}

Result<std::vector<Familiarity>> Files::look_up(std::span<const SeenFile> files) const {
  return store_->read("look up files", [&](Connection& connection) {
    std::vector<Familiarity> answers;
    answers.reserve(files.size());
    std::string folder;
    std::optional<std::int64_t> folder_id;
    for (const SeenFile& file : files) {
      if (fs::path parent = file.path.parent_path(); answers.empty() || parent.native() != folder) {
        folder = std::move(parent).native();
        folder_id = find_folder(connection, folder);
      }
      answers.push_back(folder_id ? familiarity(connection, *folder_id, file)
                                  : Familiarity::unknown);
    }
    return answers;
  });
}

Result<std::optional<ContentHash>> Files::content_of(const fs::path& path) const {
  return store_->read("look up " + path.string(),
                      [&](Connection& connection) -> std::optional<ContentHash> {
                        const auto asset = asset_at(connection, path);
                        if (!asset) return std::nullopt;
                        return read_asset(connection, *asset).hash;
                      });
}

Result<std::vector<ContentHash>> Files::namesakes(const fs::path& path) const {
  return store_->read("look beside " + path.string(), [&](Connection& connection) {
    // '/' is the sign behind '.', and no name has it.
    const std::string stem = path.stem().native();
    Statement row = connection.prepare(
        "SELECT a.hash FROM folder AS d JOIN file AS f ON f.folder_id = d.id"
        " JOIN asset AS a ON a.id = f.asset_id"
        " WHERE d.path = ?1 AND f.name >= ?2 AND f.name < ?3 AND f.name <> ?4 ORDER BY f.name");
    row.bind(path.parent_path().native(), stem + '.', stem + '/', path.filename().native());
    std::vector<ContentHash> hashes;
    while (row.next()) hashes.push_back(row.hash(0));
    return hashes;
  });
}

Result<Recorded> Files::record(const SeenFile& file, const Asset& asset) {
  return store_->write("record " + file.path.string(),
                       [&](Connection& connection) { return record_in(connection, file, asset); });
}

Status Files::fail(const SeenFile& file, const std::string& reason) {
  return store_->write("record " + file.path.string(), [&](Connection& connection) {
    put_file(connection, file, asset_at(connection, file.path), reason);
  });
}

Result<std::vector<FailedFile>> Files::failures(int limit) const {
  return store_->read("list failed files", [&](Connection& connection) {
    Statement row = connection.prepare(
        "SELECT d.path, f.name, f.failure FROM file AS f JOIN folder AS d ON d.id = f.folder_id"
        " WHERE f.failure IS NOT NULL ORDER BY d.path, f.name LIMIT ?1");
    row.bind(limit);
    std::vector<FailedFile> failed;
    while (row.next()) failed.push_back({fs::path(row.text(0)) / row.text(1), row.text(2)});
    return failed;
  });
}

Result<std::int64_t> Files::forget_failures() {
  return store_->write("retry failed files", [](Connection& connection) {
    // What a path held before it failed is still there; a stat that no file has makes it `changed`.
    connection.script("UPDATE file SET failure = NULL, mtime_ns = -1 WHERE failure IS NOT NULL");
    return connection.changed();
  });
}

Result<std::int64_t> Files::prune(const fs::path& root) {
  if (!is_there(root)) {
    return Error{ErrorCode::not_found, root.string() + ": no such file or folder"};
  }
  constexpr int kAtOnce = 1000;
  std::int64_t pruned = 0;
  for (Row last{-1, {}};;) {
    auto rows = store_->read("look for files that are gone", [&](Connection& connection) {
      return paths_below(connection, root, last, kAtOnce);
    });
    if (!rows) return rows.error();
    if (rows->empty()) return pruned;
    last = rows->back();
    std::erase_if(*rows, [](const Row& row) { return is_there(row.path); });
    if (rows->empty()) continue;
    const Status done = store_->write("forget files that are gone", [&](Connection& connection) {
      for (const Row& row : *rows) {
        forget_file(connection, row.folder, row.path.filename().native());
      }
    });
    if (!done) return done.error();
    pruned += static_cast<std::int64_t>(rows->size());
  }
}

}  // namespace nunchi::library
