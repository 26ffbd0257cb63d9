// WordMeanings: what a word that somebody wrote, in English or Korean, stands for among the
// concepts: "Puppies" → dog, "#sofa" → couch, "자전거" → bicycle; "crane" → the bird and the
// machine.
//
// Beyond the concepts' own words it knows tens of thousands that are a kind of one of them without
// being one ("grandmother" is a person), from WordNet. Borrows the taxonomy; immutable,
// thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "concepts/taxonomy.h"
#include "core/result.h"

namespace nunchi::concepts {

struct Meaning {
  std::vector<std::string> concepts;  // ids that go by the word, the best meaning first
  std::string kind_of;  // where there are none: the nearest concept that it is a kind of; or ""
  bool operator==(const Meaning&) const = default;
};

class WordMeanings {
 public:
  // The taxonomy must outlive it. corrupt_data: the built-in table is broken.
  static Result<WordMeanings> built_in(const Taxonomy& taxonomy);

  // A table in the form of models/kinds.tsv: word, concept.
  static Result<WordMeanings> parse(const Taxonomy& taxonomy, std::string_view table);

  // Letter case, a leading # or article, spaces and the English plural do not matter.
  Meaning meaning_of(std::string_view word) const;

 private:
  explicit WordMeanings(const Taxonomy& taxonomy) : taxonomy_(&taxonomy) {}

  const Taxonomy* taxonomy_;
  std::unordered_map<std::string, std::string> kinds_;  // word → concept
};

// The words that this one may be the English plural of, itself first: "knives" → "knives", "knive",
// "knife"; in lower case, without what is around the word.
std::vector<std::string> singulars(std::string_view word);

// "puppy, beach,노을" → three words; what is empty is left out.
std::vector<std::string> listed_words(std::string_view list);

}  // namespace nunchi::concepts
