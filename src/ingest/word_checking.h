// Word checking: one picture and the words that somebody gave it → what is to be said of each.
// Joins perceive's clues with the concepts' judgement. Pure but for the networks; may run on any
// thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "concepts/taxonomy.h"
#include "concepts/word_meanings.h"
#include "core/clue.h"
#include "core/image.h"
#include "core/result.h"
#include "core/sight.h"
#include "core/word_check.h"
#include "perceive/eyes.h"

namespace nunchi::ingest {

struct CheckedWords {
  std::vector<WordCheck> checks;  // one a word, in their order
  std::vector<Tag> missing;       // shown, and no word asks for it
  std::vector<Clue> clues;        // what the checks rest on
};

// `seen` is what the same eyes saw in `picture`; boxes in its pixels. The eyes must have been
// opened with Wanted::clues.
Result<CheckedWords> check_picture(const perceive::Eyes& eyes, const concepts::Taxonomy& taxonomy,
                                   const concepts::WordMeanings& meanings, const Image& picture,
                                   const Sight& seen, std::span<const std::string> words);

// The same checks with every box stretched, e.g. from a reduced picture to the full one.
std::vector<WordCheck> scaled(std::vector<WordCheck> checks, float by_x, float by_y);

}  // namespace nunchi::ingest
