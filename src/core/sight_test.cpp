#include "core/sight.h"

#include <gtest/gtest.h>

namespace nunchi {
namespace {

TEST(Sight, NotLookedForIsNotTheSameAsNothingThere) {
  const Sight not_looked;
  const Sight nothing_there{.objects = std::vector<Object>{}};
  EXPECT_NE(not_looked, nothing_there);
}

TEST(Sight, ScalesEveryBoxAndPoint) {
  Sight sight;
  sight.objects = {
      {.concept_id = "wn:n02084071", .category = "dog", .confidence = 1, .box = {1, 2, 3, 4}}};
  sight.faces = {{.box = {0, 0, 10, 10}, .scheme = "four", .landmarks = {{1, 1}}}};
  sight.text = {{.text = "ab", .quad = {{{0, 0}, {2, 0}, {2, 1}, {0, 1}}}}};
  const Sight twice = scaled(sight, 2, 4);
  EXPECT_EQ(twice.objects->front().box, (Box{2, 8, 6, 16}));
  EXPECT_EQ(twice.faces->front().box, (Box{0, 0, 20, 40}));
  EXPECT_EQ(twice.faces->front().landmarks.front(), (Point{2, 4}));
  EXPECT_EQ(twice.text->front().quad[2], (Point{4, 4}));
}

}  // namespace
}  // namespace nunchi
