#include "concepts/taxonomy.h"

#include <gtest/gtest.h>

#include "concepts/labels.h"

namespace nunchi::concepts {
namespace {

Taxonomy built_in() {
  auto taxonomy = Taxonomy::built_in();
  EXPECT_TRUE(taxonomy) << taxonomy.error().message;
  return *std::move(taxonomy);
}

bool contains(const std::vector<std::string>& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

TEST(Taxonomy, KnowsTheBeagleItsNamesAndThatItIsADogAndAnAnimal) {
  const Taxonomy taxonomy = built_in();
  const Concept* beagle = taxonomy.find("wn:n02088364");
  ASSERT_TRUE(beagle);
  EXPECT_EQ(beagle->name, "beagle");
  EXPECT_EQ(beagle->name_ko, "비글");
  EXPECT_TRUE(taxonomy.is_a("wn:n02088364", "wn:n02084071"));  // dog
  EXPECT_TRUE(taxonomy.is_a("wn:n02088364", "wn:n00015388"));  // animal
  EXPECT_FALSE(taxonomy.is_a("wn:n02084071", "wn:n02088364"));
}

TEST(Taxonomy, NamesEveryClassAndCategoryInBothLanguages) {
  const Taxonomy taxonomy = built_in();
  for (const char* list : {"imagenet1000", "coco80"}) {
    const auto all = labels(list);
    ASSERT_TRUE(all) << all.error().message;
    for (const Label& label : *all) {
      const Concept* known = taxonomy.find(label.concept_id);
      ASSERT_TRUE(known) << list << " " << label.concept_id;
      EXPECT_FALSE(known->name.empty() || known->name_ko.empty()) << known->id;
      EXPECT_EQ(known->name.find('_'), std::string::npos) << known->name;
    }
  }
}

TEST(Taxonomy, FindsConceptsByTheWordsThatPeopleUse) {
  const Taxonomy taxonomy = built_in();
  for (const char* word : {"dog", "Dogs", "puppy", "개", "강아지"}) {
    EXPECT_TRUE(contains(taxonomy.named(word), "wn:n02084071")) << word;
  }
  EXPECT_TRUE(contains(taxonomy.named("goldenretriever"), "wn:n02099601"));
  EXPECT_TRUE(taxonomy.named("nosuchword").empty());
}

TEST(Taxonomy, HasTheListsOfLabelsInFull) {
  EXPECT_EQ(labels("imagenet1000")->size(), 1000U);
  EXPECT_EQ(labels("coco80")->size(), 80U);
  EXPECT_EQ(labels("coco80")->back().number, 90);
  EXPECT_EQ(labels("none").error().code, ErrorCode::not_found);
}

TEST(Taxonomy, GivesEachAncestorOnceNearestFirst) {
  const auto diamond =
      Taxonomy::parse("a\tb,c\tA\t\tA\t\nb\td\tB\t\tB\t\nc\td\tC\t\tC\t\nd\t\tD\t\tD\t\n");
  ASSERT_TRUE(diamond);
  EXPECT_EQ(diamond->ancestors("a"), (std::vector<std::string>{"b", "c", "d"}));
  EXPECT_TRUE(diamond->ancestors("none").empty());
}

TEST(Taxonomy, RefusesWhatIsNoTree) {
  const auto code = [](std::string_view table) { return Taxonomy::parse(table).error().code; };
  EXPECT_EQ(code("a\tb\tA\t\tA\t\nb\ta\tB\t\tB\t\n"), ErrorCode::corrupt_data);  // a circle
  EXPECT_EQ(code("a\tz\tA\t\tA\t\n"), ErrorCode::corrupt_data);                  // no such parent
  EXPECT_EQ(code("a\t\tA\t\tA\t\na\t\tA\t\tA\t\n"), ErrorCode::corrupt_data);    // twice
  EXPECT_EQ(code("a\t\tA\n"), ErrorCode::corrupt_data);                          // cells missing
}

}  // namespace
}  // namespace nunchi::concepts
