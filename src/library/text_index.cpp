#include "library/text_index.h"

#include <algorithm>

#include "library/store.h"
#include "library/text_query.h"

namespace nunchi::library {
namespace {

constexpr std::int64_t kMostWeighed = 20'000;

constexpr std::string_view kMatching =
    " FROM words CROSS JOIN moment AS m ON m.id = words.rowid AND m.shelf < 2"
    " WHERE words MATCH ?1";

std::string select(std::string_view columns, std::string_view behind) {
  return std::string("SELECT ").append(columns).append(kMatching).append(behind);
}

std::int64_t count_matches(Connection& connection, const std::string& expression) {
  Statement count = connection.prepare(select("count(*)", ""));
  count.bind(expression);
  count.next();
  return count.integer(0);
}

std::vector<TextHit> hits_of(Statement& row) {
  std::vector<TextHit> hits;
  while (row.next()) {
    hits.push_back({.moment = row.as<MomentId>(0), .score = -row.real(1), .excerpt = row.text(2)});
  }
  return hits;
}

// File names repeat what cameras call all their files: they weigh less.
constexpr std::string_view kWeighed =
    "words.rowid, bm25(words, 1.0, 1.0, 0.5), snippet(words, -1, '', '', '…', 12)";
constexpr std::string_view kUnweighed = "words.rowid, 0, snippet(words, -1, '', '', '…', 12)";

std::vector<TextHit> best_hits(Connection& connection, const TextMatch& match, bool weighed,
                               int limit) {
  if (!weighed) {
    Statement row = connection.prepare(select(kUnweighed, " ORDER BY words.rowid DESC LIMIT ?2"));
    row.bind(match.expression, limit);
    return hits_of(row);
  }
  // BM25 knows nothing of order: the whole string goes before it.
  Statement row = connection.prepare(
      select(kWeighed, match.whole ? " ORDER BY words.rowid IN (SELECT rowid FROM words WHERE words"
                                     " MATCH ?3) DESC, 2, 1 DESC LIMIT ?2"
                                   : " ORDER BY 2, 1 DESC LIMIT ?2"));
  if (match.whole) {
    row.bind(match.expression, limit, *match.whole);
  } else {
    row.bind(match.expression, limit);
  }
  return hits_of(row);
}

}  // namespace

Result<TextFound> TextIndex::find(std::string_view words, const TextOptions& options) const {
  const auto match = text_match(words, options);
  if (!match) return TextFound{};
  return store_->read("search for words", [&](Connection& connection) {
    const std::int64_t matches = count_matches(connection, match->expression);
    return TextFound{.hits = best_hits(connection, *match, matches <= kMostWeighed, options.limit),
                     .matches = matches};
  });
}

Result<std::vector<MomentId>> TextIndex::ids(std::string_view words,
                                             const TextOptions& options) const {
  const auto match = text_match(words, options);
  if (!match) return std::vector<MomentId>{};
  return store_->read("search for words", [&](Connection& connection) {
    Statement row = connection.prepare(select("words.rowid", " ORDER BY words.rowid"));
    row.bind(match->expression);
    std::vector<MomentId> ids;
    while (row.next()) ids.push_back(row.as<MomentId>(0));
    return ids;
  });
}

}  // namespace nunchi::library
