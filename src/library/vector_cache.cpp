#include "library/vector_cache.h"

#include <algorithm>
#include <cstring>

namespace nunchi::library {
namespace {

// More rows than this outside the file, and more than a quarter of those in it, are joined to it.
constexpr std::size_t kMostLoose = 20'000;
constexpr std::size_t kMostRuns = 12;
constexpr std::size_t kMostAtOnce = 100'000;  // rows read from the database before they are a run

using Flags = std::vector<bool>;

std::string library_id(Connection& connection) {
  return connection.text("SELECT value FROM meta WHERE key = 'library'");
}

std::vector<VectorRow> rows_since(Connection& connection, std::int64_t space,
                                  std::int64_t last_id) {
  Statement row = connection.prepare(
      "SELECT id, moment_id, picture, part, n, vector FROM embedding"
      " WHERE space_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3");
  row.bind(space, last_id, kMostAtOnce);
  std::vector<VectorRow> rows;
  while (row.next()) {
    VectorRow vector{.key = {.moment = row.integer(1),
                             .picture = row.as<std::uint32_t>(2),
                             .part = row.as<std::uint16_t>(3),
                             .n = row.as<std::uint16_t>(4)},
                     .id = row.integer(0)};
    const auto bytes = row.blob(5);
    vector.halves.resize(bytes.size() / 2);
    std::memcpy(vector.halves.data(), bytes.data(), 2 * vector.halves.size());
    rows.push_back(std::move(vector));
  }
  return rows;
}

void mark_gone(SpaceVectors& vectors, std::int64_t moment, std::int64_t id) {
  for (CachedRun& cached : vectors.runs) {
    const auto [first, last] = cached.run.rows_of(moment);
    for (std::size_t row = first; row < last; ++row) {
      if (cached.run.ids[row] != id) continue;
      // Others may be scanning with the flags as they were.
      auto flags = cached.gone.use_count() == 1 ? std::const_pointer_cast<Flags>(cached.gone)
                                                : std::make_shared<Flags>(*cached.gone);
      (*flags)[row] = true;
      cached.gone = std::move(flags);
      return;
    }
  }
}

void read_gone(Connection& connection, SpaceVectors& vectors, std::int64_t trimmed) {
  Statement row = connection.prepare(
      "SELECT id, moment_id, embedding_id FROM embedding_gone WHERE space_id = ?1 AND id > ?2"
      " ORDER BY id");
  row.bind(vectors.space, vectors.last_gone);
  while (row.next()) {
    mark_gone(vectors, row.integer(1), row.integer(2));
  }
  // Of any space: what this one has seen of the list, not only what concerned it.
  const auto last = connection.integer("SELECT max(id) FROM embedding_gone");
  vectors.last_gone = std::max({vectors.last_gone, last, trimmed});
}

CachedRun cached(std::shared_ptr<const void> owner, const VectorRun& run) {
  return {.owner = std::move(owner),
          .run = run,
          .gone = std::make_shared<Flags>(run.count),
          .aside = std::make_shared<Flags>(run.count)};
}

CachedRun cached(BuiltRun built) {
  auto owner = std::make_shared<const BuiltRun>(std::move(built));
  return cached(owner, owner->view());
}

void read_new(Connection& connection, SpaceVectors& vectors) {
  for (;;) {
    auto rows = rows_since(connection, vectors.space, vectors.last_id);
    if (rows.empty()) return;
    vectors.last_id = rows.back().id;
    if (vectors.dims == 0) vectors.dims = rows.front().halves.size();
    if (vectors.dims == 0) continue;
    vectors.runs.push_back(cached(BuiltRun(vectors.dims, std::move(rows))));
  }
}

std::vector<std::int64_t> moments_aside(Connection& connection) {
  Statement row = connection.prepare(
      "SELECT id FROM moment INDEXED BY moment_by_time WHERE shelf >= 2 ORDER BY id");
  std::vector<std::int64_t> ids;
  while (row.next()) ids.push_back(row.integer(0));
  return ids;
}

void mark_aside(CachedRun& cached, const std::vector<std::int64_t>& moments) {
  auto flags = std::make_shared<Flags>(cached.run.count);
  for (const std::int64_t moment : moments) {
    const auto [first, last] = cached.run.rows_of(moment);
    for (std::size_t row = first; row < last; ++row) (*flags)[row] = true;
  }
  cached.aside = std::move(flags);
}

std::size_t loose_rows(const SpaceVectors& vectors) {
  std::size_t rows = 0;
  for (std::size_t i = 1; i < vectors.runs.size(); ++i) rows += vectors.runs[i].run.count;
  return rows;
}

BuiltRun joined(const SpaceVectors& vectors) {
  std::vector<VectorRun> runs;
  std::vector<const Flags*> gone;
  for (const CachedRun& cached : vectors.runs) {
    runs.push_back(cached.run);
    gone.push_back(cached.gone.get());
  }
  return BuiltRun::joined(vectors.dims, runs, gone);
}

}  // namespace

std::filesystem::path VectorCache::file_of(std::int64_t space) const {
  return folder_ / ("space-" + std::to_string(space) + ".vec");
}

void VectorCache::load_file(Connection& connection, Entry& entry) {
  auto mapped =
      MappedRun::open(file_of(entry.vectors.space), library_id(connection), entry.vectors.space);
  const auto trimmed = connection.integer("SELECT value FROM meta WHERE key = 'gone_trimmed'");
  if (!mapped || mapped->source().last_gone < trimmed) return;
  auto owner = std::make_shared<const MappedRun>(*std::move(mapped));
  entry.vectors.dims = owner->view().dims;
  entry.vectors.last_id = owner->source().last_id;
  entry.vectors.last_gone = owner->source().last_gone;
  entry.vectors.runs.push_back(cached(owner, owner->view()));
}

void VectorCache::refresh(Connection& connection, Entry& entry) {
  const auto trimmed = connection.integer("SELECT value FROM meta WHERE key = 'gone_trimmed'");
  if (entry.version < 0 || entry.vectors.last_gone < trimmed) {
    entry.vectors = {.space = entry.vectors.space, .last_gone = trimmed};
    load_file(connection, entry);
    entry.aside.clear();
  }
  const std::size_t known = entry.vectors.runs.size();
  read_gone(connection, entry.vectors, trimmed);
  read_new(connection, entry.vectors);
  const std::size_t base = entry.vectors.runs.empty() ? 0 : entry.vectors.runs.front().run.count;
  const std::size_t loose = loose_rows(entry.vectors);
  const bool first_of_many = known == 0 && base > kMostLoose;
  if (first_of_many || loose > std::max(kMostLoose, base / 4) ||
      entry.vectors.runs.size() > kMostRuns) {
    (void)join(connection, entry);  // without its file it is as right, only slower next time
  }
  auto aside = moments_aside(connection);
  const bool changed = aside != entry.aside;
  entry.aside = std::move(aside);
  for (std::size_t i = changed ? 0 : known; i < entry.vectors.runs.size(); ++i) {
    mark_aside(entry.vectors.runs[i], entry.aside);
  }
}

Status VectorCache::join(Connection& connection, Entry& entry) {
  SpaceVectors& vectors = entry.vectors;
  if (vectors.runs.empty()) return ok();
  BuiltRun whole = joined(vectors);
  const VectorFileSource source{library_id(connection), vectors.space, vectors.last_id,
                                vectors.last_gone};
  const Status written = write_vector_file(file_of(vectors.space), whole.view(), source);
  auto mapped = written ? MappedRun::open(file_of(vectors.space), source.library, vectors.space)
                        : std::nullopt;
  vectors.runs.clear();
  if (mapped) {
    auto owner = std::make_shared<const MappedRun>(*std::move(mapped));
    vectors.runs.push_back(cached(owner, owner->view()));
  } else {
    vectors.runs.push_back(cached(std::move(whole)));
  }
  mark_aside(vectors.runs.front(), entry.aside);
  return written;
}

SpaceVectors VectorCache::current(Connection& connection, std::int64_t space,
                                  std::int64_t version) {
  const std::lock_guard lock(mutex_);
  Entry& entry = entries_[space];
  entry.vectors.space = space;
  if (entry.version != version) {
    refresh(connection, entry);
    entry.version = version;
  }
  return entry.vectors;
}

Status VectorCache::tidy(Connection& connection, std::int64_t space) {
  const std::lock_guard lock(mutex_);
  Entry& entry = entries_[space];
  entry.vectors.space = space;
  refresh(connection, entry);
  entry.version = std::max<std::int64_t>(entry.version, 0);
  return join(connection, entry);
}

}  // namespace nunchi::library
