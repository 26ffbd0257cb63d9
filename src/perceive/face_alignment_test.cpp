#include "perceive/face_alignment.h"

#include <gtest/gtest.h>

namespace nunchi::perceive {
namespace {

Point apply(const picture::Affine& m, Point p) {
  return {m[0] * p.x + m[1] * p.y + m[2], m[3] * p.x + m[4] * p.y + m[5]};
}

void expect_near(Point a, Point b, float tolerance) {
  EXPECT_NEAR(a.x, b.x, tolerance);
  EXPECT_NEAR(a.y, b.y, tolerance);
}

TEST(Similarity, FindsTheTurnTheScaleAndTheShift) {
  // A quarter turn (x, y) → (-y, x), twice as large, shifted by (10, 20).
  const std::vector<Point> from{{0, 0}, {1, 0}, {0, 1}};
  const std::vector<Point> to{{10, 20}, {10, 22}, {8, 20}};
  const auto matrix = closest_similarity(from, to);
  ASSERT_TRUE(matrix);
  for (std::size_t i = 0; i < from.size(); ++i) expect_near(apply(*matrix, from[i]), to[i], 1e-4F);
}

TEST(Similarity, NeverMirrors) {
  const std::vector<Point> from{{0, 0}, {1, 0}, {0, 1}};
  const std::vector<Point> mirrored{{0, 0}, {-1, 0}, {0, 1}};
  const auto matrix = closest_similarity(from, mirrored);
  ASSERT_TRUE(matrix);
  EXPECT_GT((*matrix)[0] * (*matrix)[4] - (*matrix)[1] * (*matrix)[3], 0);  // determinant
}

TEST(Similarity, IsNothingWherePointsFallIntoOneOrAreTooFew) {
  EXPECT_FALSE(closest_similarity(std::vector<Point>{{1, 1}}, std::vector<Point>{{2, 2}}));
  const std::vector<Point> same{{1, 1}, {1, 1}, {1, 1}}, apart{{0, 0}, {1, 0}, {0, 1}};
  EXPECT_FALSE(closest_similarity(same, apart));
  EXPECT_FALSE(closest_similarity(apart, std::vector<Point>{{0, 0}, {1, 0}}));
}

TEST(Alignment, OfTheTemplateItselfIsTheIdentity) {
  const FaceTemplate wanted = arcface_template(112);
  const auto matrix = alignment(wanted.points, wanted);
  ASSERT_TRUE(matrix);
  expect_near(apply(*matrix, {50, 60}), {50, 60}, 1e-3F);
  EXPECT_NEAR(*misalignment(wanted.points, wanted), 0, 1e-4F);
}

TEST(Alignment, BringsAFaceTwiceAsLargeToTheTemplateFromFourPointsToo) {
  const FaceTemplate wanted = arcface_template(112);
  std::vector<Point> four;
  for (std::size_t i = 0; i < 3; ++i) four.push_back(wanted.points[i]);
  four.push_back({(wanted.points[3].x + wanted.points[4].x) / 2,
                  (wanted.points[3].y + wanted.points[4].y) / 2});
  for (Point& p : four) p = {2 * p.x + 30, 2 * p.y + 40};
  const auto matrix = alignment(four, wanted);
  ASSERT_TRUE(matrix);
  expect_near(apply(*matrix, {56, 56}), {142, 152}, 1e-2F);
}

TEST(Template, ZoomedShrinksAroundTheMiddle) {
  const FaceTemplate half = zoomed({.side = 100, .points = {{50, 50}, {90, 10}}}, 0.5F);
  EXPECT_EQ(half.points, (std::vector<Point>{{50, 50}, {70, 30}}));
}

}  // namespace
}  // namespace nunchi::perceive
