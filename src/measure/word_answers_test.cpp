#include "measure/word_answers.h"

#include <gtest/gtest.h>

#include <vector>

namespace nunchi::measure {
namespace {

TEST(WordAnswers, FiguresByHand) {
  // Five words, three of them shown. Answered: 4 of 5. Right: yes-true, no-false = 2 of 4. Yes
  // found: 1 of 3.
  const std::vector<WordAnswer> answers{{true, Verdict::yes},
                                        {true, Verdict::no},
                                        {true, Verdict::unsure},
                                        {false, Verdict::no},
                                        {false, Verdict::yes}};
  const WordFigures figures = word_figures(answers);
  EXPECT_EQ(figures.n, 5U);
  EXPECT_DOUBLE_EQ(figures.answered, 0.8);
  EXPECT_DOUBLE_EQ(figures.right, 0.5);
  EXPECT_DOUBLE_EQ(figures.yes_found, 1.0 / 3);
}

TEST(WordAnswers, WhoNeverAnswersIsNeverRight) {
  const std::vector<WordAnswer> answers{{true, Verdict::unsure}, {false, Verdict::unsure}};
  EXPECT_EQ(word_figures(answers), (WordFigures{.n = 2}));
  EXPECT_EQ(word_figures({}), WordFigures{});
}

TEST(WordAnswers, OnlyFalseWordsHaveNoYesToFind) {
  const std::vector<WordAnswer> answers{{false, Verdict::no}};
  EXPECT_EQ(word_figures(answers), (WordFigures{.n = 1, .answered = 1, .right = 1}));
}

}  // namespace
}  // namespace nunchi::measure
