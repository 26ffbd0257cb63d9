#include "perceive/shot_mark.h"

#include <gtest/gtest.h>

#include "perceive/made_shots.h"
#include "perceive/shot_blend.h"

namespace nunchi::perceive {
namespace {

const MadeScene kA(1), kB(2);

TEST(ShotMark, IsEqualForEqualFrames) {
  const ShotMark mark = mark_of(kA.seen());
  EXPECT_EQ(difference(mark, mark).whole(), 0);
  EXPECT_NEAR(mark.spread, 70, 40);
}

TEST(ShotMark, DiffersLittleWhenTheCameraMovesOrTheLightChanges) {
  const ShotMark mark = mark_of(kA.seen());
  EXPECT_LT(difference(mark, mark_of(kA.seen({.x = 3, .y = 2}))).pattern, 0.25F);
  EXPECT_LT(difference(mark, mark_of(kA.seen({.light = 0.7}))).pattern, 0.25F);
  EXPECT_LT(difference(mark, mark_of(kA.seen({.noise = 5}))).whole(), 0.2F);
}

TEST(ShotMark, DiffersMuchBetweenScenes) {
  const ShotDifference apart = difference(mark_of(kA.seen()), mark_of(kB.seen()));
  EXPECT_GT(apart.pattern, 0.4F);
  EXPECT_GT(apart.whole(), 0.4F);
}

TEST(ShotMark, DiffersBetweenPlainPicturesByColourAlone) {
  const ShotDifference apart = difference(mark_of(plain(20)), mark_of(plain(230)));
  EXPECT_LT(apart.pattern, 0.1F);
  EXPECT_GT(apart.colours, 0.9F);
}

TEST(ShotBlend, TellsTheShareOfTheLastFrame) {
  const ShotPoint first = point_of(kA.seen()), last = point_of(kB.seen());
  for (const double share : {0.0, 0.25, 0.5, 0.9, 1.0}) {
    const Blend blend = blend_of(first, last, point_of(blended(kA.seen(), kB.seen(), share)));
    EXPECT_NEAR(blend.share, share, 0.02);
    EXPECT_LT(blend.rest, 0.05F);
  }
  EXPECT_GT(blend_of(first, last, point_of(MadeScene(9).seen())).rest, 0.5F);
  EXPECT_EQ(blend_of(first, first, last).rest, 1.0F);
}

TEST(ShotBlend, IsADissolveOnlyWhenTheShareGrowsEvenly) {
  EXPECT_TRUE(is_dissolve(std::array<Blend, 3>{{{0.25F, 0}, {0.5F, 0}, {0.75F, 0}}}));
  EXPECT_FALSE(is_dissolve(std::array<Blend, 3>{{{0, 0}, {1, 0}, {1, 0}}}));           // a cut
  EXPECT_FALSE(is_dissolve(std::array<Blend, 3>{{{0.3F, 0}, {0.6F, 0}, {0.5F, 0}}}));  // back
  EXPECT_FALSE(is_dissolve(std::array<Blend, 3>{{{0.25F, 0.6F}, {0.5F, 0.7F}, {0.75F, 0.6F}}}));
}

}  // namespace
}  // namespace nunchi::perceive
