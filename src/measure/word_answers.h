// Word answers: how good "yes", "no" and "cannot say" to words are, against what photos show.
// Selective classification (Chow 1970; El-Yaniv and Wiener, JMLR 2010): how much is answered, and
// how much of that is right.
//
// Pure functions; may run on any thread.
#pragma once

#include <cstddef>
#include <span>

#include "core/word_check.h"

namespace nunchi::measure {

struct WordAnswer {
  bool shown = false;  // the truth
  Verdict verdict = Verdict::unsure;
};

struct WordFigures {
  std::size_t n = 0;     // words asked
  double answered = 0;   // share with yes or no
  double right = 0;      // of the answered; 0 where there are none
  double yes_found = 0;  // of the words that are shown, those answered yes; 0 where there are none
  bool operator==(const WordFigures&) const = default;
};

WordFigures word_figures(std::span<const WordAnswer> answers);

}  // namespace nunchi::measure
