#include "concepts/word_check.h"

#include <gtest/gtest.h>

namespace nunchi::concepts {
namespace {

// animal > dog > beagle; person; sign and its kind "stop sign"; two meanings of "mouse".
constexpr std::string_view kTable =
    "wn:n00015388\t\tanimal\t동물\tanimal\t동물\n"
    "t:dog\twn:n00015388\tdog\t개\tdog|puppy\t개|강아지\n"
    "t:beagle\tt:dog\tbeagle\t비글\tbeagle\t비글\n"
    "t:mouse\twn:n00015388\tmouse\t쥐\tmouse\t쥐\n"
    "t:computer-mouse\tt:clothes\tcomputer mouse\t마우스\tcomputer mouse|mouse\t마우스\n"
    "t:clothes\t\tclothes\t옷\tclothes\t옷\n"
    "wn:n00007846\t\tperson\t사람\tperson\t사람\n";

class WordCheckTest : public testing::Test {
 protected:
  WordCheck check(std::string_view word, const Sight& sight, const std::vector<Clue>& clues) {
    const Question question{std::string(word), meanings_.meaning_of(word)};
    return check_words(taxonomy_, {&question, 1}, sight, clues).front();
  }

  Taxonomy taxonomy_ = *Taxonomy::parse(kTable);
  WordMeanings meanings_ =
      *WordMeanings::parse(taxonomy_, "woman\twn:n00007846\n여자\twn:n00007846\n");
};

Clue seen(std::string id, float log_odds, bool exact = true) {
  return {.concept_id = std::move(id),
          .place = Sighting{.category = "thing", .log_odds = log_odds, .box = {1, 2, 3, 4}},
          .exact = exact};
}

TEST_F(WordCheckTest, SaysYesWithTheBoxWhereADetectorIsSure) {
  for (const std::string_view word : {"puppy", "강아지", "Dogs"}) {
    const WordCheck yes = check(word, {}, {seen("t:dog", 4)});
    EXPECT_EQ(yes.verdict, Verdict::yes);
    EXPECT_EQ(yes.word, word);
    ASSERT_EQ(yes.evidence.size(), 1U);
    EXPECT_EQ(yes.evidence[0].task, "objects");
    EXPECT_EQ(yes.evidence[0].box, (Box{1, 2, 3, 4}));
  }
}

TEST_F(WordCheckTest, SaysNoWhereNothingSpeaksForItAndShowsNoBox) {
  const WordCheck no = check("puppy", {}, {seen("t:dog", -9)});
  EXPECT_EQ(no.verdict, Verdict::no);
  EXPECT_LT(*no.chance, 0.05F);
  EXPECT_FALSE(no.evidence.at(0).box);
}

TEST_F(WordCheckTest, CannotSayInBetween) {
  EXPECT_EQ(check("puppy", {}, {seen("t:dog", -2.5F)}).verdict, Verdict::unsure);
}

TEST_F(WordCheckTest, NeverDeniesWhatNoNetworkKnows) {
  for (const std::string_view word : {"노을", "happiness", "dog"}) {  // of the dog there is no clue
    const WordCheck unknown = check(word, {}, {});
    EXPECT_EQ(unknown.verdict, Verdict::unsure) << word;
    EXPECT_FALSE(unknown.chance);
  }
}

TEST_F(WordCheckTest, NeverDeniesAWideWordOfWhichFewKindsAreKnown) {
  EXPECT_EQ(check("clothes", {}, {seen("t:clothes", -12, false)}).verdict, Verdict::unsure);
  EXPECT_EQ(check("animal", {}, {seen("wn:n00015388", -12, false)}).verdict, Verdict::no);
}

TEST_F(WordCheckTest, AWordWithTwoMeaningsIsShownWhenOneIsAndDeniedOnlyWithBoth) {
  const Clue animal = seen("t:mouse", -12), computer = seen("t:computer-mouse", 5);
  EXPECT_EQ(check("mouse", {}, {animal, computer}).verdict, Verdict::yes);
  EXPECT_EQ(check("mouse", {}, {animal, seen("t:computer-mouse", -12)}).verdict, Verdict::no);
  EXPECT_EQ(check("mouse", {}, {animal}).verdict, Verdict::unsure);
}

TEST_F(WordCheckTest, ThereIsNoBeagleWithoutADog) {
  Clue beagle{.concept_id = "t:beagle", .whole = 0.5F, .part = 0.5F, .exact = true};
  EXPECT_EQ(check("beagle", {}, {beagle}).verdict, Verdict::yes);
  beagle.within = Sighting{.category = "dog", .log_odds = -9};
  EXPECT_EQ(check("beagle", {}, {beagle}).verdict, Verdict::no);
}

TEST_F(WordCheckTest, AWomanIsDeniedWithoutAPersonAndElseNobodyCanSay) {
  for (const std::string_view word : {"woman", "여자"}) {
    EXPECT_EQ(check(word, {}, {seen("wn:n00007846", -9)}).verdict, Verdict::no);
    EXPECT_EQ(check(word, {}, {seen("wn:n00007846", 9)}).verdict, Verdict::unsure);
  }
}

TEST_F(WordCheckTest, WhoHasAFaceIsAPerson) {
  Sight sight;
  sight.faces = {Face{.box = {5, 6, 7, 8}, .confidence = 0.99F}};
  const WordCheck person = check("person", sight, {seen("wn:n00007846", -9)});
  EXPECT_EQ(person.verdict, Verdict::yes);
  EXPECT_EQ(person.evidence.back().task, "faces");
}

TEST_F(WordCheckTest, AFaceIsShownWhereOneIsFoundAndNeverDenied) {
  Sight sight;
  sight.faces = std::vector<Face>{};
  EXPECT_EQ(check("얼굴", sight, {}).verdict, Verdict::unsure);
  sight.faces = {Face{.box = {5, 6, 7, 8}, .confidence = 0.99F}};
  EXPECT_EQ(check("얼굴", sight, {}).verdict, Verdict::yes);
  EXPECT_EQ(check("Face", sight, {}).verdict, Verdict::yes);
}

TEST_F(WordCheckTest, WhatIsShownIsNotDenied) {
  Sight sight;
  sight.tags = {{.concept_id = "t:beagle", .confidence = 0.9F, .evidence = {"classes"}}};
  EXPECT_EQ(check("dog", sight, {seen("t:dog", -9)}).verdict, Verdict::yes);
}

TEST_F(WordCheckTest, TextAffirmsOnlyWhatNobodyElseKnows) {
  Sight sight;
  sight.text = {{.text = "CAFE Seoul, dog park", .confidence = 0.95F}};
  EXPECT_EQ(check("seoul", sight, {}).verdict, Verdict::yes);
  EXPECT_EQ(check("seo", sight, {}).verdict, Verdict::unsure) << "inside another word";
  EXPECT_EQ(check("dog", sight, {seen("t:dog", -9)}).verdict, Verdict::unsure);
  sight.text->front() = {.text = "서울에서", .confidence = 0.95F};
  EXPECT_EQ(check("서울", sight, {}).verdict, Verdict::yes) << "with an ending grown on";
}

TEST_F(WordCheckTest, AColourIsShownWhereItTakesUpMuchOfThePicture) {
  Sight sight;
  sight.colours = {{.name = "blue", .share = 0.5F}, {.name = "red", .share = 0.06F}};
  EXPECT_EQ(check("파랑", sight, {}).verdict, Verdict::yes);
  EXPECT_EQ(check("red", sight, {}).verdict, Verdict::unsure);
  EXPECT_EQ(check("green", sight, {}).verdict, Verdict::unsure) << "never denied";
}

TEST_F(WordCheckTest, ChancesRiseWithEveryClue) {
  Clue clue = seen("t:dog", -2);
  const float alone = *chance_of(clue);
  clue.part = 0.9F;
  const float with_part = *chance_of(clue);
  clue.whole = 0.9F;
  EXPECT_LT(alone, with_part);
  EXPECT_LT(with_part, *chance_of(clue));
  EXPECT_FALSE(chance_of({.concept_id = "t:dog"}));
}

TEST_F(WordCheckTest, MissingIsWhatIsShownAndNotAskedForInAnyWidth) {
  Sight sight;
  sight.tags = {{.concept_id = "t:beagle", .confidence = 0.9F},
                {.concept_id = "wn:n00007846", .confidence = 0.8F}};
  const Question animal{"animal", meanings_.meaning_of("animal")};
  const auto missing = missing_words(taxonomy_, {&animal, 1}, sight);
  ASSERT_EQ(missing.size(), 1U);
  EXPECT_EQ(missing[0].concept_id, "wn:n00007846");
  const Question woman{"woman", meanings_.meaning_of("woman")};
  EXPECT_EQ(missing_words(taxonomy_, {&woman, 1}, sight).at(0).concept_id, "t:beagle");
}

TEST_F(WordCheckTest, AConceptIsAskedForOnce) {
  const Question questions[] = {{"dog", meanings_.meaning_of("dog")},
                                {"puppy", meanings_.meaning_of("puppy")},
                                {"woman", meanings_.meaning_of("woman")},
                                {"zzz", {}}};
  EXPECT_EQ(concepts_asked(questions), (std::vector<std::string>{"t:dog", "wn:n00007846"}));
}

}  // namespace
}  // namespace nunchi::concepts
