#include "ingest/word_checking.h"

#include "concepts/word_check.h"

namespace nunchi::ingest {

Result<CheckedWords> check_picture(const perceive::Eyes& eyes, const concepts::Taxonomy& taxonomy,
                                   const concepts::WordMeanings& meanings, const Image& picture,
                                   const Sight& seen, std::span<const std::string> words) {
  std::vector<concepts::Question> questions;
  for (const std::string& word : words) questions.push_back({word, meanings.meaning_of(word)});
  auto clues = eyes.clues(picture, concepts::concepts_asked(questions));
  if (!clues) return std::move(clues).error();
  return CheckedWords{.checks = concepts::check_words(taxonomy, questions, seen, *clues),
                      .missing = concepts::missing_words(taxonomy, questions, seen),
                      .clues = *std::move(clues)};
}

std::vector<WordCheck> scaled(std::vector<WordCheck> checks, float by_x, float by_y) {
  for (WordCheck& check : checks) {
    for (WordEvidence& evidence : check.evidence) {
      if (evidence.box) evidence.box = evidence.box->scaled(by_x, by_y);
    }
  }
  return checks;
}

}  // namespace nunchi::ingest
