// TextIndex: moments by the words that are seen in them, said in them or that name their files.
//
// Words are found whole, whatever their case and accents; Korean, Chinese and Japanese text by any
// run of its signs, one syllable included (tokenizer.h). A handle borrowed from a Library,
// copyable, not to outlive it. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/moment.h"
#include "core/result.h"

namespace nunchi::library {

class Store;

// Where words stand; `anywhere` is all three.
enum class WordsIn { anywhere, seen, said, named };

enum class WordMatch {
  all,     // every word, in any order; a text that has them side by side comes first
  any,     // at least one
  prefix,  // as `all`, the last word perhaps not typed to its end
};

struct TextOptions {
  WordsIn where = WordsIn::anywhere;
  WordMatch match = WordMatch::all;
  int limit = 100;
};

struct TextHit {
  MomentId moment = MomentId::none;
  double score = 0;     // BM25 (Robertson & Zaragoza 2009), larger is better
  std::string excerpt;  // a line around the words
};

struct TextFound {
  // Those with all words side by side, then the others, best first; more than 20,000 matches are
  // not weighed: newest first.
  std::vector<TextHit> hits;
  std::int64_t matches = 0;  // all of them
};

class TextIndex {
 public:
  explicit TextIndex(Store& store) noexcept : store_(&store) {}

  // Words as a person types them; "quoted ones" stand side by side in this order. Text without any
  // word finds nothing. Hidden moments and those in the bin are not found.
  Result<TextFound> find(std::string_view words, const TextOptions& options = {}) const;

  // All of them, ascending.
  Result<std::vector<MomentId>> ids(std::string_view words, const TextOptions& options = {}) const;

 private:
  Store* store_;
};

}  // namespace nunchi::library
