// Taxonomy: what there is to be seen, as a graph of concepts with names in English and Korean.
//
// Concepts are WordNet 3.0 synsets ("wn:n02088364"), or our own where WordNet has none ("coco:…"); an
// edge says "is a kind of". Built into the program from models/concepts.tsv; immutable, thread-safe.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace nunchi::concepts {

struct Concept {
  std::string id;                         // "wn:n02088364"
  std::string name, name_ko;              // everyday names: "golden retriever", "골든 리트리버"
  std::vector<std::string> words;         // synonyms in both languages, the names among them
  std::vector<std::string> parents;       // ids, nearest first; empty for a root
};

class Taxonomy {
 public:
  static Result<Taxonomy> built_in();

  const Concept* find(std::string_view id) const;  // nullptr where unknown

  // All that the concept is a kind of, nearest first, without itself; each once.
  std::vector<std::string> ancestors(std::string_view id) const;
  bool is_a(std::string_view id, std::string_view ancestor) const;  // true for itself too

  // The concepts of a list of labels, in the order of the network's outputs: "imagenet1000",
  // "coco80", "objects631". not_found: no such list. "" where a label is no concept.
  Result<std::vector<std::string>> labels(std::string_view list) const;

  Taxonomy(Taxonomy&&) noexcept;
  Taxonomy& operator=(Taxonomy&&) noexcept;
  ~Taxonomy();

 private:
  struct Graph;
  explicit Taxonomy(std::unique_ptr<Graph> graph) noexcept;
  std::unique_ptr<Graph> graph_;
};

}  // namespace nunchi::concepts
