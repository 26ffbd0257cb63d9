#include "library/words_row.h"

#include <filesystem>
#include <string>

#include "core/folding.h"

namespace nunchi::library {
namespace {

struct Words {
  std::string seen, said, named;
  bool operator==(const Words&) const = default;
};

std::string lines(Connection& connection, std::string_view sql, std::int64_t moment) {
  Statement row = connection.prepare(sql);
  row.bind(moment);
  std::string text;
  while (row.next()) text += (text.empty() ? "" : "\n") + row.text(0);
  return to_nfc(text);
}

Words words_of_moment(Connection& connection, std::int64_t moment) {
  return {
      .seen = lines(connection,
                    "SELECT text FROM text_line WHERE moment_id = ?1 ORDER BY picture, n", moment),
      .said = lines(connection,
                    "SELECT words FROM post WHERE moment_id = ?1 UNION ALL"
                    " SELECT trim(title || char(10) || description || char(10) || keywords,"
                    " char(10)) FROM note WHERE moment_id = ?1",
                    moment),
      .named = lines(connection,
                     "SELECT f.name FROM moment AS m JOIN file AS f ON f.asset_id = m.asset_id"
                     " WHERE m.id = ?1 AND m.lead = 1 ORDER BY f.name",
                     moment)};
}

}  // namespace

void refresh_words(Connection& connection, std::int64_t moment) {
  Words before;
  {
    Statement row = connection.prepare("SELECT seen, said, named FROM words WHERE rowid = ?1");
    row.bind(moment);
    if (row.next()) before = {row.text(0), row.text(1), row.text(2)};
  }
  const Words now = words_of_moment(connection, moment);
  if (now == before) return;
  if (before != Words()) {
    connection.prepare("DELETE FROM words WHERE rowid = ?1").bind(moment).run();
  }
  if (now != Words()) {
    connection.prepare("INSERT INTO words(rowid, seen, said, named) VALUES (?1, ?2, ?3, ?4)")
        .bind(moment, now.seen, now.said, now.named)
        .run();
  }
}

void refresh_words_of_asset(Connection& connection, std::int64_t asset) {
  std::optional<std::int64_t> moment;
  {
    Statement row = connection.prepare("SELECT id FROM moment WHERE asset_id = ?1 AND lead = 1");
    row.bind(asset);
    if (row.next()) moment = row.integer(0);
  }
  if (moment) refresh_words(connection, *moment);
}

}  // namespace nunchi::library
