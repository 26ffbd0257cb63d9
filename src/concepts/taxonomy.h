// Taxonomy: what there is to be seen, as a graph of concepts with names in English and Korean.
//
// Concepts are WordNet 3.0 synsets ("wn:n02088364"), or our own where WordNet has none ("coco:…");
// an edge says "is a kind of". Built into the program from models/concepts.tsv (docs/concepts.md);
// immutable, thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace nunchi::concepts {

struct Concept {
  std::string id;                    // "wn:n02088364"
  std::string name, name_ko;         // everyday names: "golden retriever", "골든 리트리버"
  std::vector<std::string> words;    // synonyms in both languages, the names among them
  std::vector<std::string> parents;  // ids; empty for a root
  bool operator==(const Concept&) const = default;
};

class Taxonomy {
 public:
  static Result<Taxonomy> built_in();

  // A table in the form of models/concepts.tsv. corrupt_data: a line that is not of that form, an
  // id twice, a parent that is not there, a circle.
  static Result<Taxonomy> parse(std::string_view table);

  const Concept* find(std::string_view id) const;  // nullptr where unknown

  // All that the concept is a kind of, nearest first, without itself; each once.
  std::vector<std::string> ancestors(std::string_view id) const;
  bool is_a(std::string_view id, std::string_view ancestor) const;  // true for itself too

  // The concepts that go by this word in either language, those named so first; letter case, plural
  // s and spaces do not matter.
  std::vector<std::string> named(std::string_view word) const;

  Taxonomy(Taxonomy&&) noexcept;
  Taxonomy& operator=(Taxonomy&&) noexcept;
  ~Taxonomy();

 private:
  struct Graph;
  explicit Taxonomy(std::unique_ptr<Graph> graph) noexcept;
  std::unique_ptr<Graph> graph_;
};

}  // namespace nunchi::concepts
