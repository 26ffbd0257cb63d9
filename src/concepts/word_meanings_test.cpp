#include "concepts/word_meanings.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace nunchi::concepts {
namespace {

const Taxonomy& taxonomy() {
  static const Taxonomy all = *Taxonomy::built_in();
  return all;
}

const WordMeanings& meanings() {
  static const WordMeanings all = *WordMeanings::built_in(taxonomy());
  return all;
}

// The English name of the best meaning; "kind of …" for a word that is only a kind of one.
std::string best(std::string_view word) {
  const Meaning meaning = meanings().meaning_of(word);
  if (!meaning.concepts.empty()) return taxonomy().find(meaning.concepts.front())->name;
  if (!meaning.kind_of.empty()) return "kind of " + taxonomy().find(meaning.kind_of)->name;
  return "";
}

TEST(WordMeanings, EverydayWordsInBothLanguagesMeanTheSameConcept) {
  const std::pair<std::string_view, std::string_view> pairs[] = {
      {"puppy", "강아지"}, {"bike", "자전거"},        {"sofa", "소파"},       {"phone", "휴대폰"},
      {"cat", "고양이"},   {"motorbike", "오토바이"}, {"beach", "해변"},      {"person", "사람"},
      {"animal", "동물"},  {"fridge", "냉장고"},      {"aeroplane", "비행기"}};
  for (const auto& [english, korean] : pairs) {
    const auto en = meanings().meaning_of(english).concepts;
    const auto ko = meanings().meaning_of(korean).concepts;
    const bool shared = std::ranges::any_of(
        en, [&](const std::string& id) { return std::ranges::find(ko, id) != ko.end(); });
    EXPECT_TRUE(shared) << english << ' ' << korean;
  }
}

TEST(WordMeanings, PluralsHashesArticlesAndCaseDoNotMatter) {
  for (const std::string_view word : {"puppies", "Puppy", "#puppy", "a puppy", " the puppies "}) {
    EXPECT_EQ(best(word), "dog") << word;
  }
  EXPECT_EQ(best("knives"), best("knife"));
  EXPECT_EQ(best("benches"), best("bench"));
  EXPECT_EQ(best("buses"), best("bus"));
  EXPECT_EQ(best("mice"), best("mouse"));
  EXPECT_EQ(best("People"), "person");
}

TEST(WordMeanings, AWordMayMeanSeveralThings) {
  EXPECT_GE(meanings().meaning_of("crane").concepts.size(), 2U);
}

TEST(WordMeanings, ManyWordsAreAKindOfAConceptWithoutBeingOne) {
  for (const std::string_view word :
       {"woman", "women", "grandmother", "kids", "student", "bride", "여자", "아이", "할머니"}) {
    EXPECT_EQ(best(word), "kind of person") << word;
  }
  EXPECT_EQ(best("sedan"), "kind of car");
}

TEST(WordMeanings, WhatNobodyKnowsMeansNothing) {
  for (const std::string_view word : {"", "#", "노을", "qwxz", "happiness", "\xff\xfe"}) {
    EXPECT_EQ(best(word), "") << word;
  }
  EXPECT_EQ(best(std::string(1'000'000, 'a')), "");
}

TEST(WordMeanings, RefuseATableThatIsNone) {
  EXPECT_EQ(WordMeanings::parse(taxonomy(), "woman\twn:n99999999\n").error().code,
            ErrorCode::corrupt_data);
  EXPECT_EQ(WordMeanings::parse(taxonomy(), "woman\n").error().code, ErrorCode::corrupt_data);
}

TEST(WordMeanings, AListOfWordsIsPartedByCommas) {
  EXPECT_EQ(listed_words(" puppy, hot dog,,노을 ,"),
            (std::vector<std::string>{"puppy", "hot dog", "노을"}));
  EXPECT_TRUE(listed_words("").empty());
}

}  // namespace
}  // namespace nunchi::concepts
