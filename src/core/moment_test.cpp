#include "core/moment.h"

#include <gtest/gtest.h>

namespace nunchi {
namespace {

TEST(OriginKind, IsReadFromItsOwnName) {
  for (const auto kind :
       {OriginKind::photo, OriginKind::video, OriginKind::camera, OriginKind::post}) {
    EXPECT_EQ(origin_kind_from(name_of(kind)), kind);
  }
  EXPECT_FALSE(origin_kind_from("painting"));
}

TEST(Moment, OfTheSameSecondInAnotherVideoIsAnother) {
  Moment a{.origin = {.kind = OriginKind::video, .asset = ContentHash{{1}}}};
  Moment b = a;
  EXPECT_EQ(a, b);
  b.origin.asset = ContentHash{{2}};
  EXPECT_NE(a, b);
}

}  // namespace
}  // namespace nunchi
