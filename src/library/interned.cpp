#include "library/interned.h"

#include <array>

namespace nunchi::library {
namespace {

struct Sql {
  std::string_view find, add, read;
};

// In the order of Vocabulary.
constexpr std::array<Sql, 4> kSql{{
    {"SELECT id FROM term WHERE text = ?1", "INSERT INTO term(text) VALUES (?1)",
     "SELECT text FROM term WHERE id = ?1"},
    {"SELECT id FROM concept WHERE key = ?1", "INSERT INTO concept(key) VALUES (?1)",
     "SELECT key FROM concept WHERE id = ?1"},
    {"SELECT id FROM camera WHERE name = ?1", "INSERT INTO camera(name) VALUES (?1)",
     "SELECT name FROM camera WHERE id = ?1"},
    {"SELECT id FROM space WHERE name = ?1", "INSERT INTO space(name) VALUES (?1)",
     "SELECT name FROM space WHERE id = ?1"},
}};

const Sql& sql_of(Vocabulary vocabulary) { return kSql.at(static_cast<std::size_t>(vocabulary)); }

// "task=network" a line, in the map's order, so that equal panels have equal texts. '=' and line
// ends in a name are no concern: the text only tells panels apart, panel_task is what is read.
std::string text_of(const Panel& seen_by) {
  std::string text;
  for (const auto& [task, network] : seen_by) text += task + '=' + network + '\n';
  return text;
}

}  // namespace

std::optional<std::int64_t> interned(Connection& connection, Vocabulary vocabulary,
                                     std::string_view text) {
  Statement find = connection.prepare(sql_of(vocabulary).find);
  find.bind(text);
  if (!find.next()) return std::nullopt;
  return find.integer(0);
}

std::int64_t intern(Connection& connection, Vocabulary vocabulary, std::string_view text) {
  if (const auto known = interned(connection, vocabulary, text)) return *known;
  connection.prepare(sql_of(vocabulary).add).bind(text).run();
  return connection.last_id();
}

std::string text_of(Connection& connection, Vocabulary vocabulary, std::int64_t id) {
  Statement read = connection.prepare(sql_of(vocabulary).read);
  read.bind(id);
  return read.next() ? read.text(0) : std::string();
}

std::int64_t intern_place(Connection& connection, const Place& place) {
  // A newer gazetteer may name the same place better.
  Statement put = connection.prepare(
      "INSERT INTO place(key, name, region, country) VALUES (?1, ?2, ?3, ?4)"
      " ON CONFLICT(key) DO UPDATE SET name = ?2, region = ?3, country = ?4 RETURNING id");
  put.bind(place.id, place.name, place.region, place.country);
  put.next();
  const std::int64_t id = put.integer(0);
  put.run();
  return id;
}

std::optional<Place> place_of(Connection& connection, std::int64_t id) {
  Statement read = connection.prepare("SELECT key, name, region, country FROM place WHERE id = ?1");
  read.bind(id);
  if (!read.next()) return std::nullopt;
  return Place{read.text(0), read.text(1), read.text(2), read.text(3)};
}

std::int64_t intern_panel(Connection& connection, const Panel& seen_by) {
  const std::string text = text_of(seen_by);
  Statement find = connection.prepare("SELECT id FROM panel WHERE seen_by = ?1");
  find.bind(text);
  if (find.next()) return find.integer(0);
  connection.prepare("INSERT INTO panel(seen_by) VALUES (?1)").bind(text).run();
  const std::int64_t id = connection.last_id();
  Statement add =
      connection.prepare("INSERT INTO panel_task(panel_id, task, network) VALUES (?1, ?2, ?3)");
  for (const auto& [task, network] : seen_by) add.bind(id, task, network).run();
  return id;
}

Panel panel_of(Connection& connection, std::int64_t id) {
  Panel seen_by;
  Statement read = connection.prepare("SELECT task, network FROM panel_task WHERE panel_id = ?1");
  read.bind(id);
  while (read.next()) seen_by.emplace(read.text(0), read.text(1));
  return seen_by;
}

}  // namespace nunchi::library
