#include "concepts/word_meanings.h"

#include <algorithm>
#include <array>
#include <utility>

#include "concepts/table.h"

extern "C" const char nunchi_kinds_begin[], nunchi_kinds_end[];

namespace nunchi::concepts {
namespace {

constexpr std::size_t kLongest = 200;  // bytes; no word of the tables is nearly as long

// Plurals that no rule gives.
constexpr std::pair<std::string_view, std::string_view> kIrregular[] = {
    {"men", "man"},     {"women", "woman"}, {"children", "child"}, {"people", "person"},
    {"mice", "mouse"},  {"geese", "goose"}, {"feet", "foot"},      {"teeth", "tooth"},
    {"oxen", "ox"},     {"dice", "die"},    {"cacti", "cactus"},   {"fungi", "fungus"},
    {"leaves", "leaf"}, {"buses", "bus"},   {"cookies", "cookie"}, {"movies", "movie"}};

// Endings of plurals and of what stands there in the singular.
constexpr std::pair<std::string_view, std::string_view> kEndings[] = {
    {"ies", "y"}, {"ves", "f"}, {"ves", "fe"}, {"es", ""}, {"s", ""}, {"men", "man"}};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string bare(std::string_view word) {
  word = trimmed(word);
  while (word.starts_with('#')) word.remove_prefix(1);
  std::string lower(trimmed(word).substr(0, kLongest));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  for (const std::string_view article : {"a ", "an ", "the "}) {
    if (lower.starts_with(article)) return lower.substr(article.size());
  }
  return lower;
}

}  // namespace

std::vector<std::string> singulars(std::string_view word) {
  std::vector<std::string> all{bare(word)};
  const std::string whole = all.front();
  for (const auto& [plural, singular] : kIrregular) {
    if (whole == plural) all.emplace_back(singular);
  }
  for (const auto& [plural, singular] : kEndings) {
    if (whole.size() < plural.size() + 2 || !whole.ends_with(plural) || whole.ends_with("ss")) {
      continue;
    }
    all.push_back(whole.substr(0, whole.size() - plural.size()) + std::string(singular));
  }
  return all;
}

std::vector<std::string> listed_words(std::string_view list) {
  std::vector<std::string> words;
  for (const std::string& part : split(list, ',')) {
    const std::string_view word = trimmed(part);
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

Result<WordMeanings> WordMeanings::built_in(const Taxonomy& taxonomy) {
  return parse(taxonomy, {nunchi_kinds_begin, nunchi_kinds_end});
}

Result<WordMeanings> WordMeanings::parse(const Taxonomy& taxonomy, std::string_view table) {
  auto rows = parse_table(table, 2);
  if (!rows) return std::move(rows).error().while_doing("read the table of kinds");
  WordMeanings meanings(taxonomy);
  for (const auto& row : *rows) {
    if (!taxonomy.find(row[1])) {
      return Error{ErrorCode::corrupt_data,
                   "the table of kinds names an unknown concept " + std::string(row[1])};
    }
    meanings.kinds_.emplace(row[0], row[1]);
  }
  return meanings;
}

Meaning WordMeanings::meaning_of(std::string_view word) const {
  const std::vector<std::string> spellings = singulars(word);
  for (const std::string& spelling : spellings) {
    if (auto ids = taxonomy_->named(spelling); !ids.empty()) return {.concepts = std::move(ids)};
  }
  for (const std::string& spelling : spellings) {
    const auto kind = kinds_.find(spelling);
    if (kind != kinds_.end()) return {.kind_of = kind->second};
  }
  return {};
}

}  // namespace nunchi::concepts
