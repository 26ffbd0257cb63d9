#include "measure/word_answers.h"

namespace nunchi::measure {
namespace {

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

WordFigures word_figures(std::span<const WordAnswer> answers) {
  std::size_t answered = 0, right = 0, shown = 0, found = 0;
  for (const WordAnswer& answer : answers) {
    const bool yes = answer.verdict == Verdict::yes;
    shown += answer.shown;
    found += answer.shown && yes;
    if (answer.verdict == Verdict::unsure) continue;
    ++answered;
    right += yes == answer.shown;
  }
  return {.n = answers.size(),
          .answered = share(answered, answers.size()),
          .right = share(right, answered),
          .yes_found = share(found, shown)};
}

}  // namespace nunchi::measure
