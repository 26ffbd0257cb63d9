#include "perceive/tag_list.h"

#include <gtest/gtest.h>

namespace nunchi::perceive {
namespace {

concepts::Taxonomy small_world() {
  return *concepts::Taxonomy::parse(
      "animal\t\tanimal\t\tanimal\t\ndog\tanimal\tdog\t\tdog\t\nbeagle\tdog\tbeagle\t\tbeagle\t\n"
      "cat\tanimal\tcat\t\tcat\t\n");
}

TEST(TagList, TheSpecificConceptStandsAndTheGeneralOneBacksIt) {
  const auto tags =
      tag_list(small_world(), {{"dog", 0.95F, "objects"}, {"beagle", 0.8F, "classes"}});
  EXPECT_EQ(tags, (std::vector<Tag>{{"beagle", 0.8F, {"classes", "objects"}}}));
}

TEST(TagList, TheSameConceptTwiceIsOneTagWithTheSurerConfidence) {
  const auto tags = tag_list(small_world(), {{"cat", 0.6F, "classes"}, {"cat", 0.9F, "objects"}});
  EXPECT_EQ(tags, (std::vector<Tag>{{"cat", 0.9F, {"classes", "objects"}}}));
}

TEST(TagList, DifferentThingsAllStandMostConfidentFirst) {
  const auto tags = tag_list(small_world(), {{"dog", 0.6F, "objects"}, {"cat", 0.9F, "objects"}});
  ASSERT_EQ(tags.size(), 2U);
  EXPECT_EQ(tags[0].concept_id, "cat");
}

TEST(TagList, NothingSeenIsAnEmptyList) { EXPECT_TRUE(tag_list(small_world(), {}).empty()); }

}  // namespace
}  // namespace nunchi::perceive
