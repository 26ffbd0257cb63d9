#include "library/note_rows.h"

#include <algorithm>

#include "library/sight_columns.h"

namespace nunchi::library {
namespace {

// Texts of one line each, a line each.
std::string joined(const std::vector<std::string>& texts) {
  std::string lines;
  for (std::string text : texts) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    lines += (lines.empty() ? "" : "\n") + text;
  }
  return lines;
}

std::vector<std::string> split(const std::string& lines) {
  std::vector<std::string> texts;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    texts.push_back(lines.substr(at, end - at));
    at = end + 1;
  }
  return texts;
}

void forget_notes(Connection& connection, std::int64_t id) {
  connection.prepare("DELETE FROM note WHERE moment_id = ?1").bind(id).run();
  connection.prepare("DELETE FROM region WHERE moment_id = ?1").bind(id).run();
}

}  // namespace

void put_notes(Connection& connection, std::int64_t id, const Moment& moment) {
  forget_notes(connection, id);
  const Notes& notes = moment.notes;
  if (notes == Notes() && moment.dates_set_aside.empty() && moment.flaw.empty()) return;
  connection
      .prepare(
          "INSERT INTO note(moment_id, title, description, keywords, stars, dates_set_aside, flaw)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
      .bind(id, notes.title, notes.description, joined(notes.keywords), notes.rating,
            joined(moment.dates_set_aside), moment.flaw)
      .run();
  Statement put = connection.prepare(
      "INSERT INTO region(moment_id, n, name, kind, box_left, box_top, box_right, box_bottom)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  for (std::size_t n = 0; n < notes.regions.size(); ++n) {
    const Region& region = notes.regions[n];
    put.bind(id, n, region.name, region.kind, region.box.left, region.box.top, region.box.right,
             region.box.bottom)
        .run();
  }
}

void read_notes(Connection& connection, std::int64_t id, Moment& moment) {
  Statement row = connection.prepare(
      "SELECT title, description, keywords, stars, dates_set_aside, flaw FROM note"
      " WHERE moment_id = ?1");
  row.bind(id);
  if (!row.next()) return;
  moment.notes = {.keywords = split(row.text(2)),
                  .rating = row.maybe<int>(3),
                  .title = row.text(0),
                  .description = row.text(1)};
  moment.dates_set_aside = split(row.text(4));
  moment.flaw = row.text(5);
  Statement region = connection.prepare(
      "SELECT name, kind, box_left, box_top, box_right, box_bottom FROM region"
      " WHERE moment_id = ?1 ORDER BY n");
  region.bind(id);
  while (region.next()) {
    moment.notes.regions.push_back({region.text(0), region.text(1), box_of(region, 2)});
  }
}

}  // namespace nunchi::library
