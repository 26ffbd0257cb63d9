#include "concepts/hedge.h"

#include <gtest/gtest.h>

namespace nunchi::concepts {
namespace {

// animal ← dog ← {beagle, foxhound}; animal ← cat; food ← apple. Both trees stand apart.
Taxonomy small_world() {
  return *Taxonomy::parse(
      "wn:1\t\tanimal\t동물\tanimal\t동물\n"
      "wn:2\twn:1\tdog\t개\tdog|puppy\t개|강아지\n"
      "wn:3\twn:2\tbeagle\t비글\tbeagle\t비글\n"
      "wn:4\twn:2\tfoxhound\t폭스하운드\tfoxhound\t폭스하운드\n"
      "wn:5\twn:1\tcat\t고양이\tcat\t고양이\n"
      "wn:6\t\tfood\t음식\tfood\t음식\n"
      "wn:7\twn:6\tapple\t사과\tapple\t사과\n");
}

ClassTree tree() { return {small_world(), {{"wn:3"}, {"wn:4"}, {"wn:5"}, {"wn:7"}, {""}}}; }

TEST(Hedge, GivesTheClassItselfWhereItIsSure) {
  const auto answer = tree().answer(std::vector{0.9F, 0.05F, 0.0F, 0.05F, 0.0F}, {.sure = 0.8F});
  EXPECT_EQ(answer, (Hedged{"wn:3", 0.9F, 1}));
}

TEST(Hedge, GivesTheKindWhereItHesitatesBetweenTwo) {
  const auto answer = tree().answer(std::vector{0.5F, 0.4F, 0.0F, 0.1F, 0.0F}, {.sure = 0.8F});
  EXPECT_EQ(answer, (Hedged{"wn:2", 0.9F, 2}));
}

TEST(Hedge, NeverAnswersWithAConceptThatSaysTooLittle) {
  const std::vector p{0.4F, 0.2F, 0.3F, 0.1F, 0.0F};
  EXPECT_EQ(tree().answer(p, {.sure = 0.8F, .most_classes = 3})->concept_id, "wn:1");
  EXPECT_EQ(tree().answer(p, {.sure = 0.8F, .most_classes = 2}), std::nullopt);
}

TEST(Hedge, IsSilentWhereNothingIsSure) {
  EXPECT_EQ(tree().answer(std::vector{0.2F, 0.2F, 0.2F, 0.2F, 0.2F}, {.sure = 0.8F}), std::nullopt);
}

TEST(Hedge, ListsWhatIsProbableTheSpecificBeforeTheGeneralOfEquals) {
  const auto found = tree().all_above(std::vector{0.7F, 0.0F, 0.2F, 0.1F, 0.0F}, 0.5F);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].concept_id, "wn:1");
  EXPECT_EQ(found[1], (Hedged{"wn:3", 0.7F, 1}));
  EXPECT_EQ(found[2], (Hedged{"wn:2", 0.7F, 2}));
}

TEST(Hedge, CountsTheClassesOfAConcept) {
  EXPECT_EQ(tree().classes_below("wn:1"), 3);
  EXPECT_EQ(tree().classes_below("wn:9"), 0);
}

TEST(Softmax, OfEqualLogitsIsEqualAndSharpensBelowOne) {
  EXPECT_EQ(softmax(std::vector{3.0F, 3.0F}, 1), (std::vector{0.5F, 0.5F}));
  // e^2 / (e^2 + 1) = 0.8808 at temperature 1/2 for a difference of 1.
  EXPECT_NEAR(softmax(std::vector{1.0F, 0.0F}, 0.5F)[0], 0.8808F, 1e-4F);
}

TEST(Softmax, OfHugeLogitsIsStillANumber) {
  EXPECT_EQ(softmax(std::vector{1e6F, 0.0F}, 1)[0], 1.0F);
}

TEST(ClassTree, NamesTheClassesOfAConcept) {
  const auto taxonomy = Taxonomy::parse("t:a\t\ta\t가\ta\t가\nt:b\tt:a\tb\t나\tb\t나\n");
  ASSERT_TRUE(taxonomy);
  const ClassTree tree(*taxonomy,
                       {{.concept_id = "t:b"}, {.concept_id = ""}, {.concept_id = "t:a"}});
  EXPECT_EQ(std::vector(tree.classes_of("t:a").begin(), tree.classes_of("t:a").end()),
            (std::vector<std::size_t>{0, 2}));
  EXPECT_EQ(tree.classes_of("t:b").size(), 1U);
  EXPECT_TRUE(tree.classes_of("t:c").empty());
  EXPECT_TRUE(tree.classes_of("").empty());
}

}  // namespace
}  // namespace nunchi::concepts
