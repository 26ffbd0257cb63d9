#include "perceive/face_anchors.h"

#include <gtest/gtest.h>

namespace nunchi::perceive {
namespace {

TEST(FaceAnchors, AreTheMiddlesOfTheirCellsRowByRow) {
  const std::vector<AnchorGrid> grids{{.stride = 64, .per_cell = 2}};
  const auto anchors = face_anchors(128, grids);
  ASSERT_EQ(anchors.size(), 8U);
  EXPECT_EQ(anchors[0], (Point{32, 32}));
  EXPECT_EQ(anchors[1], (Point{32, 32}));
  EXPECT_EQ(anchors[2], (Point{96, 32}));
  EXPECT_EQ(anchors[7], (Point{96, 96}));
}

TEST(FaceAnchors, AreAsManyAsTheNetworksHaveRows) {
  EXPECT_EQ(face_anchors(192, anchor_grids(192, 2304)).size(), 2304U);
  EXPECT_EQ(face_anchors(256, anchor_grids(256, 896)).size(), 896U);
  EXPECT_EQ(face_anchors(128, anchor_grids(128, 896)).size(), 896U);
  EXPECT_TRUE(anchor_grids(200, 896).empty());
}

}  // namespace
}  // namespace nunchi::perceive
