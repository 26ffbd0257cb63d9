#include "library/listing_plan.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "library/interned.h"
#include "library/taken_columns.h"

namespace nunchi::library {
namespace {

constexpr double kMetresPerDegree = 111'000;  // of latitude; a little less than the shortest

std::vector<SqlValue> numbers(const std::vector<std::int64_t>& ids) {
  return {ids.begin(), ids.end()};
}

// "[1,2,3]", for json_each: one SQL text for lists of any length.
std::string json_of(const std::vector<std::int64_t>& ids) {
  std::string json = "[";
  for (const std::int64_t id : ids) json += (json.size() > 1 ? "," : "") + std::to_string(id);
  return json + "]";
}

class Planner {
 public:
  Planner(Connection& connection, const Filter& filter)
      : connection_(connection), filter_(filter) {}

  ListingPlan plan() {
    shelf();
    time();
    columns();
    place();
    tags();
    objects();
    colours();
    people();
    albums();
    posts();
    if (impossible_) return {};
    choose_lead();
    return std::move(plan_);
  }

 private:
  // A condition that can lead; its probe is dropped if it does, where the lead says all of it.
  struct Candidate {
    std::vector<Lead> leads;
    std::optional<std::size_t> probe;
  };

  std::optional<std::size_t> probe(std::string sql, std::vector<SqlValue> values = {}) {
    plan_.probes.push_back({std::move(sql), std::move(values)});
    return plan_.probes.size() - 1;
  }

  // Moments that an index of the table `moment` lists by time: one lead for each shelf.
  std::vector<Lead> moments_by(const std::string& index, const std::string& where,
                               const std::vector<SqlValue>& values = {}) {
    std::vector<Lead> leads;
    for (const std::int64_t shelf : shelves_) {
      Lead lead{.from = "moment AS m INDEXED BY " + index,
                .where = {"m.shelf = ?" + (where.empty() ? "" : " AND " + where), {}},
                .at = "m.at",
                .id = "m.id"};
      lead.where.values.emplace_back(shelf);
      lead.where.values.insert(lead.where.values.end(), values.begin(), values.end());
      leads.push_back(std::move(lead));
    }
    return leads;
  }

  // The same for each of several numbers of a column.
  std::vector<Lead> moments_by_each(const std::string& index, const std::string& column,
                                    const std::vector<std::int64_t>& numbers) {
    std::vector<Lead> leads;
    for (const std::int64_t number : numbers) {
      for (Lead& lead : moments_by(index, "m." + column + " = ?", {number})) {
        leads.push_back(std::move(lead));
      }
    }
    return leads;
  }

  void candidate(std::vector<Lead> leads, std::optional<std::size_t> probe) {
    if (!leads.empty()) candidates_.push_back({std::move(leads), probe});
  }

  void shelf() {
    switch (filter_.shelf) {
      case Shelf::entries: shelves_ = {0}; break;
      case Shelf::moments: shelves_ = {0, 1}; break;
      case Shelf::hidden: shelves_ = {2}; break;
      case Shelf::bin: shelves_ = {3}; break;
    }
    if (shelves_.front() >= 2) probe("m.lead = 1");
    probe("m.shelf IN (?, ?)", {shelves_.front(), shelves_.back()});
    candidate(moments_by("moment_by_time", ""), std::nullopt);
  }

  void time() {
    if (filter_.from) from_ = filter_.from->time_since_epoch().count();
    if (filter_.until) until_ = filter_.until->time_since_epoch().count();
    if (until_ && !from_) from_ = kNoTime + 1;  // an unknown time lies in no span
  }

  // The numbers of names; a condition none of whose names the library knows cannot be fulfilled.
  std::vector<std::int64_t> known(Vocabulary vocabulary, const std::vector<std::string>& names,
                                  bool required) {
    std::vector<std::int64_t> ids;
    for (const std::string& name : names) {
      if (const auto id = interned(connection_, vocabulary, name)) ids.push_back(*id);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    if (required && ids.empty()) impossible_ = true;
    return ids;
  }

  void one_of(const std::string& column, const std::string& index,
              const std::vector<std::int64_t>& ids) {
    const auto asked =
        ids.size() == 1
            ? probe("m." + column + " = ?", numbers(ids))
            : probe("m." + column + " IN (SELECT value FROM json_each(?))", {json_of(ids)});
    candidate(moments_by_each(index, column, ids), asked);
  }

  void columns() {
    if (!filter_.kinds.empty()) {
      std::vector<std::int64_t> kinds;
      for (const OriginKind kind : filter_.kinds) kinds.push_back(static_cast<int>(kind));
      one_of("kind", "moment_by_kind", kinds);
    }
    if (!filter_.cameras.empty()) {
      one_of("camera_id", "moment_by_camera", known(Vocabulary::camera, filter_.cameras, true));
    }
    if (filter_.least_rating > 0) {
      const auto asked = probe("m.rating >= ?", {std::int64_t{filter_.least_rating}});
      std::vector<std::int64_t> ratings;
      for (int rating = filter_.least_rating; rating <= 5; ++rating) ratings.push_back(rating);
      candidate(moments_by_each("moment_by_rating", "rating", ratings), asked);
    }
    if (filter_.favourite) {
      const auto asked = probe(*filter_.favourite ? "m.favourite = 1" : "m.favourite = 0");
      if (*filter_.favourite) {
        candidate(moments_by("moment_by_favourite", "m.favourite = 1"), asked);
      }
    }
    if (filter_.least_faces > 0) {
      probe("m.faces >= ?", {std::int64_t{filter_.least_faces}});
      candidate(moments_by("moment_by_faces", "m.faces > 0"), std::nullopt);
    }
  }

  void place() {
    if (!filter_.places.empty()) {
      std::vector<std::int64_t> ids;
      for (const std::string& key : filter_.places) {
        Statement find = connection_.prepare("SELECT id FROM place WHERE key = ?1");
        find.bind(key);
        if (find.next()) ids.push_back(find.integer(0));
      }
      if (ids.empty()) impossible_ = true;
      one_of("place_id", "moment_by_place", ids);
    }
    if (!filter_.near) return;
    const Nearby& near = *filter_.near;
    const double reach = near.metres / kMetresPerDegree;
    probe("metres_between(m.latitude, m.longitude, ?, ?) <= ?",
          {near.latitude, near.longitude, near.metres});
    candidate(
        moments_by("moment_by_position", "m.latitude IS NOT NULL AND m.latitude BETWEEN ? AND ?",
                   {near.latitude - reach, near.latitude + reach}),
        std::nullopt);
  }

  void tags() {
    const double least = filter_.least_confidence;
    for (const auto& names : filter_.tags) {
      const auto ids = known(Vocabulary::tag_concept, names, true);
      const auto asked = probe(
          "EXISTS (SELECT 1 FROM tag AS t WHERE t.moment_id = m.id AND t.owner >= 0"
          " AND t.confidence >= ? AND t.concept_id IN (SELECT value FROM json_each(?)))",
          {least, json_of(ids)});
      std::vector<Lead> leads;
      for (const std::int64_t id : ids) {
        leads.push_back(
            {.from = "tag AS d INDEXED BY tag_by_concept",
             .where = {"d.owner >= 0 AND d.concept_id = ? AND d.confidence >= ?", {id, least}},
             .at = "d.at",
             .id = "d.moment_id",
             .is_moment = false});
      }
      candidate(std::move(leads), asked);
    }
    if (filter_.without_tags.empty()) return;
    probe(
        "NOT EXISTS (SELECT 1 FROM tag AS t WHERE t.moment_id = m.id AND t.owner >= 0"
        " AND t.confidence >= ? AND t.concept_id IN (SELECT value FROM json_each(?)))",
        {least, json_of(known(Vocabulary::tag_concept, filter_.without_tags, false))});
  }

  void objects() {
    for (const ObjectCount& wanted : filter_.objects) {
      const auto ids = known(Vocabulary::tag_concept, wanted.concepts, true);
      probe(
          "(SELECT count(*) FROM object AS o WHERE o.moment_id = m.id AND o.concept_id IN"
          " (SELECT value FROM json_each(?))) >= ?",
          {json_of(ids), std::int64_t{wanted.least}});
      std::vector<Lead> leads;
      for (const std::int64_t id : ids) {
        leads.push_back({.from = "object AS d INDEXED BY object_by_concept",
                         .where = {"d.concept_id = ?", {id}},
                         .at = "d.at",
                         .id = "d.moment_id",
                         .is_moment = false});
      }
      candidate(std::move(leads), std::nullopt);
    }
    if (filter_.without_objects.empty()) return;
    probe(
        "NOT EXISTS (SELECT 1 FROM object AS o WHERE o.moment_id = m.id AND o.concept_id IN"
        " (SELECT value FROM json_each(?)))",
        {json_of(known(Vocabulary::tag_concept, filter_.without_objects, false))});
  }

  void colours() {
    for (const std::string& name : filter_.colours) {
      const auto ids = known(Vocabulary::term, {name}, true);
      if (ids.empty()) return;
      const auto asked = probe(
          "EXISTS (SELECT 1 FROM colour AS c WHERE c.moment_id = m.id AND c.name_id = ?"
          " AND c.share >= 0.1)",
          {ids.front()});
      candidate({{.from = "colour AS d INDEXED BY colour_by_name",
                  .where = {"d.name_id = ? AND d.share >= 0.1", {ids.front()}},
                  .at = "d.at",
                  .id = "d.moment_id",
                  .is_moment = false}},
                asked);
    }
  }

  void people() {
    for (const PersonId person : filter_.people) {
      const auto id = static_cast<std::int64_t>(person);
      const auto asked = probe(
          "EXISTS (SELECT 1 FROM face AS f WHERE f.moment_id = m.id AND f.person_id = ?)", {id});
      candidate({{.from = "face AS d INDEXED BY face_by_person",
                  .where = {"d.person_id = ?", {id}},
                  .at = "d.at",
                  .id = "d.moment_id",
                  .is_moment = false}},
                asked);
    }
  }

  void albums() {
    for (const AlbumId album : filter_.albums) {
      probe("EXISTS (SELECT 1 FROM album_item AS i WHERE i.moment_id = m.id AND i.album_id = ?)",
            {static_cast<std::int64_t>(album)});
      // Not in the order of time: sorted each time, which the size of an album allows.
      candidate({{.from = "album_item AS d CROSS JOIN moment AS m ON m.id = d.moment_id",
                  .where = {"d.album_id = ?", {static_cast<std::int64_t>(album)}},
                  .at = "m.at",
                  .id = "m.id"}},
                std::nullopt);
    }
  }

  void post_column(const std::string& column, const std::string& index,
                   const std::vector<std::string>& names) {
    if (names.empty()) return;
    std::string marks;
    std::vector<SqlValue> values(names.begin(), names.end());
    std::vector<Lead> leads;
    for (const std::string& name : names) {
      marks += marks.empty() ? "?" : ",?";
      leads.push_back({.from = "post AS d INDEXED BY " + index,
                       .where = {"d." + column + " = ?", {name}},
                       .at = "d.at",
                       .id = "d.moment_id",
                       .is_moment = false});
    }
    const auto asked = probe("EXISTS (SELECT 1 FROM post AS p WHERE p.moment_id = m.id AND p." +
                                 column + " IN (" + marks + "))",
                             std::move(values));
    candidate(std::move(leads), asked);
  }

  void posts() {
    post_column("author", "post_by_author", filter_.authors);
    post_column("community", "post_by_community", filter_.communities);
  }

  void within_time(Lead& lead) const {
    if (from_) {
      lead.where.sql += " AND " + lead.at + " >= ?";
      lead.where.values.emplace_back(*from_);
    }
    if (until_) {
      lead.where.sql += " AND " + lead.at + " < ?";
      lead.where.values.emplace_back(*until_);
    }
  }

  // How many rows a lead goes through; more than the bound are all the same.
  std::int64_t size_of(const Lead& lead, std::int64_t bound) {
    Statement count = connection_.prepare("SELECT count(*) FROM (SELECT 1 FROM " + lead.from +
                                          " WHERE " + lead.where.sql + " LIMIT ?)");
    int position = 0;
    for (const SqlValue& value : lead.where.values) bind_value(count, ++position, value);
    count.bind_at(++position, bound);
    count.next();
    return count.integer(0);
  }

  std::int64_t size_of(const std::vector<Lead>& leads, std::int64_t bound) {
    std::int64_t size = 0;
    for (const Lead& lead : leads) {
      if (size < bound) size += size_of(lead, bound - size);
    }
    return size;
  }

  void choose_lead() {
    constexpr std::int64_t kEnough = 30'000;
    for (Candidate& candidate : candidates_) {
      for (Lead& lead : candidate.leads) within_time(lead);
    }
    std::size_t best = 0;
    if (candidates_.size() > 1) {
      std::int64_t fewest = std::numeric_limits<std::int64_t>::max();
      for (std::size_t i = candidates_.size(); i-- > 0;) {
        const auto size = size_of(candidates_[i].leads, std::min(fewest, kEnough));
        if (size < fewest) {
          fewest = size;
          best = i;
        }
      }
    }
    Candidate& chosen = candidates_.at(best);
    plan_.leads = std::move(chosen.leads);
    if (chosen.probe) plan_.probes[*chosen.probe] = {"1", {}};
  }

  Connection& connection_;
  const Filter& filter_;
  ListingPlan plan_;
  std::vector<Candidate> candidates_;
  std::vector<std::int64_t> shelves_;
  std::optional<std::int64_t> from_, until_;
  bool impossible_ = false;
};

}  // namespace

ListingPlan plan_listing(Connection& connection, const Filter& filter) {
  return Planner(connection, filter).plan();
}

void bind_value(Statement& statement, int position, const SqlValue& value) {
  std::visit([&](const auto& v) { statement.bind_at(position, v); }, value);
}

}  // namespace nunchi::library
