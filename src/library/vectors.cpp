#include "library/vectors.h"

#include <algorithm>

#include "library/interned.h"
#include "library/store.h"
#include "library/vector_cache.h"
#include "library/vector_scan.h"

namespace nunchi::library {
namespace {

// The rows of `run` that belong to the moments; both are in ascending order.
std::vector<std::uint32_t> rows_among(const VectorRun& run, const std::vector<MomentId>& moments) {
  std::vector<std::uint32_t> rows;
  std::size_t row = 0;
  for (const MomentId id : moments) {
    const auto moment = static_cast<std::int64_t>(id);
    if (moments.size() < run.count / 16) {
      row = run.rows_of(moment).first;
    } else {
      while (row < run.count && run.keys[row].moment < moment) ++row;
    }
    for (; row < run.count && run.keys[row].moment == moment; ++row) {
      rows.push_back(static_cast<std::uint32_t>(row));
    }
  }
  return rows;
}

RowChoice choice_of(const CachedRun& cached, const NearestOptions& options) {
  RowChoice choice;
  if (options.among) choice.rows = rows_among(cached.run, *options.among);
  const auto part = static_cast<std::uint16_t>(options.of);
  choice.passed_over = [&cached, part, all_shelves = options.among.has_value()](std::size_t row) {
    return cached.run.keys[row].part != part || (*cached.gone)[row] ||
           (!all_shelves && (*cached.aside)[row]);
  };
  return choice;
}

// The best row of each moment, in the order of the rows.
std::vector<VectorHit> first_of_each_moment(const std::vector<NearRow>& rows) {
  std::vector<VectorHit> hits;
  std::vector<std::int64_t> seen;  // ascending
  for (const NearRow& row : rows) {
    const auto place = std::lower_bound(seen.begin(), seen.end(), row.key.moment);
    if (place != seen.end() && *place == row.key.moment) continue;
    seen.insert(place, row.key.moment);
    hits.push_back({.moment = MomentId{row.key.moment},
                    .picture = static_cast<int>(row.key.picture),
                    .n = row.key.n,
                    .score = row.score});
  }
  return hits;
}

std::vector<VectorHit> nearest_in(const SpaceVectors& space, std::span<const float> query,
                                  const NearestOptions& options) {
  std::vector<VectorRun> runs;
  std::vector<RowChoice> choices;
  for (const CachedRun& cached : space.runs) {
    runs.push_back(cached.run);
    choices.push_back(choice_of(cached, options));
  }
  const auto wanted = static_cast<std::size_t>(options.k);
  // Several vectors of one moment can stand among the best: then it takes more of them.
  for (ScanOptions deep{.k = wanted, .threads = options.threads};; deep.k *= 4) {
    const auto rows = scan(runs, choices, query, deep);
    auto hits = first_of_each_moment(rows);
    if (hits.size() < wanted && rows.size() == deep.k) continue;
    if (hits.size() > wanted) hits.resize(wanted);
    return hits;
  }
}

Error wrong_dimension(std::size_t given, std::size_t wanted, const std::string& space) {
  return {ErrorCode::invalid_argument, "a vector of " + std::to_string(given) + " numbers in " +
                                           space + ", whose vectors have " +
                                           std::to_string(wanted)};
}

}  // namespace

Result<std::vector<VectorHit>> Vectors::nearest(const std::string& space,
                                                std::span<const float> query,
                                                const NearestOptions& options) const {
  if (options.k < 1)
    return Error{ErrorCode::invalid_argument, "at least one hit must be asked for"};
  const auto vectors = store_->read_committed("look for near vectors", [&](Connection& connection) {
    const auto id = interned(connection, Vocabulary::space, space);
    return id ? cache_->current(connection, *id, store_->version()) : SpaceVectors{};
  });
  if (!vectors) return vectors.error();
  if (vectors->runs.empty()) return std::vector<VectorHit>{};
  if (vectors->dims != query.size()) return wrong_dimension(query.size(), vectors->dims, space);
  return nearest_in(*vectors, query, options);
}

Result<std::vector<SpaceSize>> Vectors::spaces() const {
  return store_->read("list spaces", [](Connection& connection) {
    Statement row = connection.prepare(
        "SELECT name, (SELECT count(*) FROM embedding WHERE space_id = s.id) FROM space AS s"
        " ORDER BY name");
    std::vector<SpaceSize> sizes;
    while (row.next()) {
      if (row.integer(1) > 0) sizes.push_back({row.text(0), row.integer(1)});
    }
    return sizes;
  });
}

Status Vectors::tidy() {
  const auto outcome =
      store_->read_committed("join vectors", [&](Connection& connection) -> Status {
        std::vector<std::int64_t> spaces;
        Statement row = connection.prepare("SELECT id FROM space");
        while (row.next()) spaces.push_back(row.integer(0));
        for (const std::int64_t space : spaces) {
          if (Status joined = cache_->tidy(connection, space); !joined) return joined;
        }
        return ok();
      });
  return outcome ? *outcome : Status(outcome.error());
}

}  // namespace nunchi::library
