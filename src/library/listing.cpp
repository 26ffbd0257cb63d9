#include "library/listing.h"

#include <algorithm>
#include <deque>
#include <map>
#include <queue>
#include <unordered_set>

#include "library/listing_plan.h"
#include "library/store.h"
#include "library/taken_columns.h"

namespace nunchi::library {
namespace {

std::string joined_probes(const ListingPlan& plan) {
  std::string sql;
  for (const Clause& probe : plan.probes) sql += " AND " + probe.sql;
  return sql;
}

std::string from_where(const Lead& lead, const ListingPlan& plan) {
  return " FROM " + lead.from +
         (lead.is_moment ? "" : " CROSS JOIN moment AS m ON m.id = " + lead.id) + " WHERE " +
         lead.where.sql + joined_probes(plan);
}

int bind_plan(Statement& statement, const Lead& lead, const ListingPlan& plan) {
  int position = 0;
  for (const SqlValue& value : lead.where.values) bind_value(statement, ++position, value);
  for (const Clause& probe : plan.probes) {
    for (const SqlValue& value : probe.values) bind_value(statement, ++position, value);
  }
  return position;
}

// One lead's moments, one after another in the order of the page.
class Stream {
 public:
  Stream(Connection& connection, const Lead& lead, const ListingPlan& plan, const Page& page)
      : rows_(connection.prepare(sql_of(lead, plan, page))) {
    int position = bind_plan(rows_, lead, plan);
    if (page.after) {
      rows_.bind_at(++position, page.after->at);
      rows_.bind_at(++position, page.after->id);
    }
    advance();
  }

  const std::optional<Cursor>& at() const { return at_; }
  void advance() {
    at_.reset();
    if (rows_.next()) at_ = Cursor{rows_.integer(0), rows_.as<MomentId>(1)};
  }

 private:
  static std::string sql_of(const Lead& lead, const ListingPlan& plan, const Page& page) {
    const bool newest = page.order == Order::newest_first;
    const std::string direction = newest ? " DESC" : "";
    std::string sql = "SELECT " + lead.at + ", " + lead.id + from_where(lead, plan);
    if (page.after)
      sql += " AND (" + lead.at + ", " + lead.id + (newest ? ") < (?, ?)" : ") > (?, ?)");
    return sql + " ORDER BY " + lead.at + direction + ", " + lead.id + direction;
  }

  Statement rows_;
  std::optional<Cursor> at_;
};

// The moments of all leads in the order of the page, each once.
std::vector<Cursor> merged(Connection& connection, const ListingPlan& plan, const Page& page,
                           std::size_t limit) {
  std::deque<Stream> streams;
  const auto later = [&](const Stream* a, const Stream* b) {
    const auto key = [](const Stream* s) { return std::pair(s->at()->at, s->at()->id); };
    return page.order == Order::newest_first ? key(a) < key(b) : key(a) > key(b);
  };
  std::priority_queue<Stream*, std::vector<Stream*>, decltype(later)> next(later);
  for (const Lead& lead : plan.leads) {
    Stream& stream = streams.emplace_back(connection, lead, plan, page);
    if (stream.at()) next.push(&stream);
  }
  std::vector<Cursor> found;
  while (!next.empty() && found.size() < limit) {
    Stream* stream = next.top();
    next.pop();
    if (found.empty() || found.back() != *stream->at()) found.push_back(*stream->at());
    stream->advance();
    if (stream->at()) next.push(stream);
  }
  return found;
}

std::optional<Entry> read_entry(Connection& connection, MomentId id) {
  Statement row = connection.prepare(
      "SELECT m.kind, a.hash, m.at, m.taken_by IS NOT NULL, a.width, a.height, a.duration_us,"
      " m.favourite, m.rating FROM moment AS m LEFT JOIN asset AS a ON a.id = m.asset_id"
      " WHERE m.id = ?1");
  row.bind(id);
  if (!row.next()) return std::nullopt;
  Entry entry{.id = id,
              .kind = row.as<OriginKind>(0),
              .width = row.as<int>(4),
              .height = row.as<int>(5),
              .duration = std::chrono::microseconds(row.integer(6)),
              .favourite = row.integer(7) != 0,
              .rating = row.as<int>(8)};
  if (!row.is_null(1)) entry.asset = row.hash(1);
  if (row.integer(3) != 0) {
    entry.taken = std::chrono::local_seconds(std::chrono::seconds(row.integer(2)));
  }
  return entry;
}

std::vector<MomentId> all_ids(Connection& connection, const Filter& filter) {
  const ListingPlan plan = plan_listing(connection, filter);
  std::vector<MomentId> ids;
  for (const Lead& lead : plan.leads) {
    Statement row = connection.prepare("SELECT " + lead.id + from_where(lead, plan));
    bind_plan(row, lead, plan);
    while (row.next()) ids.push_back(row.as<MomentId>(0));
  }
  if (!std::is_sorted(ids.begin(), ids.end())) std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

// Seconds since 1970 → that day; times before 1970 too.
std::int64_t day_of(std::int64_t at) {
  constexpr std::int64_t kDay = 86'400;
  return at >= 0 ? at / kDay : -((kDay - 1 - at) / kDay);
}

// By day, each moment once; stretches of moments do not overlap.
std::map<std::int64_t, std::int64_t> counts_by_day(Connection& connection,
                                                   const ListingPlan& plan) {
  std::map<std::int64_t, std::int64_t> days;
  std::unordered_set<std::int64_t> seen;
  for (const Lead& lead : plan.leads) {
    Statement row =
        connection.prepare("SELECT " + lead.at + ", " + lead.id + from_where(lead, plan));
    bind_plan(row, lead, plan);
    while (row.next()) {
      if (lead.is_moment || seen.insert(row.integer(1)).second) ++days[day_of(row.integer(0))];
    }
  }
  return days;
}

}  // namespace

Result<Listed> Listing::list(const Filter& filter, const Page& page) const {
  if (page.limit < 1) return Error{ErrorCode::invalid_argument, "a page has at least one entry"};
  return store_->read("list moments", [&](Connection& connection) {
    const auto limit = static_cast<std::size_t>(page.limit);
    // One more than asked tells whether there is a next page.
    auto found = merged(connection, plan_listing(connection, filter), page, limit + 1);
    Listed listed;
    if (found.size() > limit) {
      found.pop_back();
      listed.next = found.back();
    }
    for (const Cursor& cursor : found) {
      if (auto entry = read_entry(connection, cursor.id)) {
        listed.entries.push_back(*std::move(entry));
      }
    }
    return listed;
  });
}

Result<std::int64_t> Listing::count(const Filter& filter) const {
  return store_->read("count moments", [&](Connection& connection) -> std::int64_t {
    const ListingPlan plan = plan_listing(connection, filter);
    // Stretches of moments do not overlap; those of tags may name a moment more than once.
    const auto is_moment = [](const Lead& lead) { return lead.is_moment; };
    if (!std::all_of(plan.leads.begin(), plan.leads.end(), is_moment)) {
      return static_cast<std::int64_t>(all_ids(connection, filter).size());
    }
    std::int64_t total = 0;
    for (const Lead& lead : plan.leads) {
      Statement count = connection.prepare("SELECT count(*)" + from_where(lead, plan));
      bind_plan(count, lead, plan);
      count.next();
      total += count.integer(0);
    }
    return total;
  });
}

Result<std::vector<MomentId>> Listing::ids(const Filter& filter) const {
  return store_->read("list moments",
                      [&](Connection& connection) { return all_ids(connection, filter); });
}

Result<std::vector<DayCount>> Listing::days(const Filter& filter) const {
  return store_->read("count moments by day", [&](Connection& connection) {
    const auto days = counts_by_day(connection, plan_listing(connection, filter));
    std::vector<DayCount> counts;
    for (auto day = days.rbegin(); day != days.rend(); ++day) {
      DayCount count{.moments = day->second};
      if (day->first != day_of(kNoTime)) {
        count.day = std::chrono::local_days(std::chrono::days(day->first));
      }
      counts.push_back(count);
    }
    return counts;
  });
}

Result<std::vector<Entry>> Listing::entries(const std::vector<MomentId>& ids) const {
  return store_->read("list moments", [&](Connection& connection) {
    std::vector<Entry> entries;
    entries.reserve(ids.size());
    for (const MomentId id : ids) {
      if (auto entry = read_entry(connection, id)) entries.push_back(*std::move(entry));
    }
    return entries;
  });
}

Result<std::vector<ConceptUse>> Listing::concepts() const {
  return store_->read("list concepts", [](Connection& connection) {
    Statement row = connection.prepare(
        "SELECT key, (SELECT count(*) FROM tag WHERE concept_id = c.id AND owner >= 0),"
        " (SELECT count(*) FROM object WHERE concept_id = c.id) FROM concept AS c ORDER BY key");
    std::vector<ConceptUse> uses;
    while (row.next()) uses.push_back({row.text(0), row.integer(1), row.integer(2)});
    return uses;
  });
}

Result<std::vector<std::string>> Listing::cameras() const {
  return store_->read("list cameras", [](Connection& connection) {
    Statement row = connection.prepare("SELECT name FROM camera ORDER BY name");
    std::vector<std::string> names;
    while (row.next()) names.push_back(row.text(0));
    return names;
  });
}

Result<std::vector<Place>> Listing::places() const {
  return store_->read("list places", [](Connection& connection) {
    Statement row =
        connection.prepare("SELECT key, name, region, country FROM place ORDER BY name, key");
    std::vector<Place> places;
    while (row.next()) places.push_back({row.text(0), row.text(1), row.text(2), row.text(3)});
    return places;
  });
}

}  // namespace nunchi::library
