#include "concepts/taxonomy.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "concepts/table.h"

extern "C" const char nunchi_concepts_begin[], nunchi_concepts_end[];

namespace nunchi::concepts {
namespace {

// A word as it is looked up: lower case, without spaces, hyphens and the s of an English plural.
std::string folded(std::string_view word) {
  std::string key;
  for (const char c : word) {
    if (c == ' ' || c == '-' || c == '_') continue;
    key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  const bool ascii = std::all_of(key.begin(), key.end(), [](char c) { return (c & 0x80) == 0; });
  if (ascii && key.size() > 3 && key.ends_with('s') && !key.ends_with("ss")) key.pop_back();
  return key;
}

}  // namespace

struct Taxonomy::Graph {
  std::vector<Concept> all;
  std::unordered_map<std::string, std::size_t> place;  // id → index in all
  std::vector<std::vector<std::size_t>> parents;       // of each in all
  std::unordered_map<std::string, std::vector<std::size_t>> by_word;

  Status connect();
  bool circular() const;
  void index_words();
  std::vector<std::size_t> ancestors(std::size_t of) const;
};

Status Taxonomy::Graph::connect() {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!place.emplace(all[i].id, i).second) {
      return Error{ErrorCode::corrupt_data, "concept " + all[i].id + " stands twice"};
    }
  }
  parents.resize(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const std::string& parent : all[i].parents) {
      const auto found = place.find(parent);
      if (found == place.end()) {
        return Error{ErrorCode::corrupt_data, all[i].id + " has an unknown parent " + parent};
      }
      parents[i].push_back(found->second);
    }
  }
  if (circular()) return Error{ErrorCode::corrupt_data, "concepts are kinds of each other"};
  index_words();
  return ok();
}

// Kahn 1962: whatever cannot be put in an order stands in a circle.
bool Taxonomy::Graph::circular() const {
  std::vector<int> children(all.size(), 0);
  for (const auto& up : parents) {
    for (const std::size_t parent : up) ++children[parent];
  }
  std::vector<std::size_t> ready;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (children[i] == 0) ready.push_back(i);
  }
  std::size_t ordered = 0;
  while (!ready.empty()) {
    const std::size_t i = ready.back();
    ready.pop_back();
    ++ordered;
    for (const std::size_t parent : parents[i]) {
      if (--children[parent] == 0) ready.push_back(parent);
    }
  }
  return ordered != all.size();
}

void Taxonomy::Graph::index_words() {
  const auto add = [&](const std::string& word, std::size_t i) {
    std::vector<std::size_t>& known = by_word[folded(word)];
    if (std::find(known.begin(), known.end(), i) == known.end()) known.push_back(i);
  };
  for (std::size_t i = 0; i < all.size();
       ++i) {  // names first: they are the best meaning of a word
    add(all[i].name, i);
    add(all[i].name_ko, i);
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const std::string& word : all[i].words) add(word, i);
  }
  by_word.erase("");
}

std::vector<std::size_t> Taxonomy::Graph::ancestors(std::size_t of) const {
  std::vector<std::size_t> found = parents[of];
  for (std::size_t next = 0; next < found.size(); ++next) {
    for (const std::size_t parent : parents[found[next]]) {
      if (std::find(found.begin(), found.end(), parent) == found.end()) found.push_back(parent);
    }
  }
  return found;
}

Taxonomy::Taxonomy(std::unique_ptr<Graph> graph) noexcept : graph_(std::move(graph)) {}
Taxonomy::Taxonomy(Taxonomy&&) noexcept = default;
Taxonomy& Taxonomy::operator=(Taxonomy&&) noexcept = default;
Taxonomy::~Taxonomy() = default;

Result<Taxonomy> Taxonomy::built_in() {
  return parse({nunchi_concepts_begin, nunchi_concepts_end});
}

Result<Taxonomy> Taxonomy::parse(std::string_view table) {
  auto rows = parse_table(table, 6);
  if (!rows) return std::move(rows).error().while_doing("read the table of concepts");
  auto graph = std::make_unique<Graph>();
  for (const auto& row : *rows) {
    Concept one{.id = std::string(row[0]),
                .name = std::string(row[2]),
                .name_ko = std::string(row[3]),
                .words = split(row[4], '|'),
                .parents = split(row[1], ',')};
    for (std::string& word : split(row[5], '|')) one.words.push_back(std::move(word));
    graph->all.push_back(std::move(one));
  }
  if (const Status connected = graph->connect(); !connected) {
    return Error(connected.error()).while_doing("read the table of concepts");
  }
  return Taxonomy(std::move(graph));
}

const Concept* Taxonomy::find(std::string_view id) const {
  const auto found = graph_->place.find(std::string(id));
  return found == graph_->place.end() ? nullptr : &graph_->all[found->second];
}

std::vector<std::string> Taxonomy::ancestors(std::string_view id) const {
  const auto found = graph_->place.find(std::string(id));
  std::vector<std::string> ids;
  if (found == graph_->place.end()) return ids;
  for (const std::size_t i : graph_->ancestors(found->second)) ids.push_back(graph_->all[i].id);
  return ids;
}

bool Taxonomy::is_a(std::string_view id, std::string_view ancestor) const {
  if (id == ancestor) return true;
  const auto all = ancestors(id);
  return std::find(all.begin(), all.end(), ancestor) != all.end();
}

std::vector<std::string> Taxonomy::named(std::string_view word) const {
  std::vector<std::string> ids;
  const auto found = graph_->by_word.find(folded(word));
  if (found == graph_->by_word.end()) return ids;
  for (const std::size_t i : found->second) ids.push_back(graph_->all[i].id);
  return ids;
}

}  // namespace nunchi::concepts
