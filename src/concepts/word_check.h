// Word check: does this picture show what these words mean? After what Madbits did for Twitter: an
// answer only where it is all but certain, else "cannot say". What no network knows is never
// denied.
//
// Pure functions. The weights and how they were found: docs/checking.md.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "concepts/taxonomy.h"
#include "concepts/word_meanings.h"
#include "core/clue.h"
#include "core/sight.h"
#include "core/word_check.h"

namespace nunchi::concepts {

struct Question {
  std::string word;
  Meaning meaning;
};

// The concepts that clues are needed of, each once.
std::vector<std::string> concepts_asked(std::span<const Question> questions);

// That the picture shows the clue's concept; nullopt where the clue tells nothing.
std::optional<float> chance_of(const Clue& clue);

// A check a question, in their order; boxes as in the sight and the clues. `clues` are of
// concepts_asked, in any order; one that is missing tells nothing.
std::vector<WordCheck> check_words(const Taxonomy& taxonomy, std::span<const Question> questions,
                                   const Sight& sight, std::span<const Clue> clues);

// Of the tags that the sight shows those that no question asks for, in a word of its own or of a
// wider or narrower concept.
std::vector<Tag> missing_words(const Taxonomy& taxonomy, std::span<const Question> questions,
                               const Sight& sight);

}  // namespace nunchi::concepts
