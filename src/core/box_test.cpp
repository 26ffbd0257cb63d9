#include "core/box.h"

#include <gtest/gtest.h>

namespace nunchi {
namespace {

TEST(Iou, IsOneForABoxAndItself) {
  const Box box{.left = 10, .top = 20, .right = 30, .bottom = 60};
  EXPECT_FLOAT_EQ(iou(box, box), 1.0F);
}

TEST(Iou, IsASeventhForSquaresSharingAQuarterOfEach) {
  EXPECT_FLOAT_EQ(iou({0, 0, 2, 2}, {1, 1, 3, 3}), 1.0F / 7.0F);
}

TEST(Iou, IsZeroWhereBoxesOnlyTouch) { EXPECT_EQ(iou({0, 0, 1, 1}, {1, 0, 2, 1}), 0.0F); }

TEST(Iou, IsZeroNotNanForEmptyBoxes) { EXPECT_EQ(iou({}, {}), 0.0F); }

TEST(Box, TurnedInsideOutHasNoArea) { EXPECT_EQ((Box{5, 5, 1, 1}).area(), 0.0F); }

TEST(Box, ScalesEachAxisByItself) {
  EXPECT_EQ((Box{1, 2, 3, 4}).scaled(2, 10), (Box{2, 20, 6, 40}));
}

}  // namespace
}  // namespace nunchi
