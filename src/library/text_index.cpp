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

}  // namespace

Result<TextFound> TextIndex::find(std::string_view words, const TextOptions& options) const {
  const auto expression = match_expression(words, options);
  if (!expression) return TextFound{};
  return store_->read("search for words", [&](Connection& connection) {
    TextFound found{.matches = count_matches(connection, *expression)};
    // File names repeat what cameras call all their files: they weigh less.
    const bool weighed = found.matches <= kMostWeighed;
    Statement row =
        connection.prepare(weighed ? select("words.rowid, bm25(words, 1.0, 1.0, 0.5),"
                                            " snippet(words, -1, '', '', '…', 12)",
                                            " ORDER BY 2, 1 DESC LIMIT ?2")
                                   : select("words.rowid, 0, snippet(words, -1, '', '', '…', 12)",
                                            " ORDER BY words.rowid DESC LIMIT ?2"));
    row.bind(*expression, options.limit);
    while (row.next()) {
      found.hits.push_back(
          {.moment = row.as<MomentId>(0), .score = -row.real(1), .excerpt = row.text(2)});
    }
    return found;
  });
}

Result<std::vector<MomentId>> TextIndex::ids(std::string_view words,
                                             const TextOptions& options) const {
  const auto expression = match_expression(words, options);
  if (!expression) return std::vector<MomentId>{};
  return store_->read("search for words", [&](Connection& connection) {
    Statement row = connection.prepare(select("words.rowid", " ORDER BY words.rowid"));
    row.bind(*expression);
    std::vector<MomentId> ids;
    while (row.next()) ids.push_back(row.as<MomentId>(0));
    return ids;
  });
}

}  // namespace nunchi::library
