#include "perceive/face_alignment.h"

#include <array>
#include <cmath>

namespace nunchi::perceive {
namespace {

Point mean_of(std::span<const Point> points) {
  Point sum;
  for (const Point& point : points) sum = {sum.x + point.x, sum.y + point.y};
  const auto count = static_cast<float>(points.size());
  return {sum.x / count, sum.y / count};
}

Point apply(const picture::Affine& m, Point p) {
  return {m[0] * p.x + m[1] * p.y + m[2], m[3] * p.x + m[4] * p.y + m[5]};
}

// The way back of a similarity; nothing where it brings all to one point.
std::optional<picture::Affine> reversed(const picture::Affine& m) {
  const float square = m[0] * m[0] + m[3] * m[3];
  if (!(square > 0) || !std::isfinite(square)) return std::nullopt;
  const float a = m[0] / square, b = -m[3] / square;
  return picture::Affine{a, -b, b * m[5] - a * m[2], b, a, -b * m[2] - a * m[5]};
}

FaceTemplate scaled(int side, float from_side, std::span<const Point> points) {
  FaceTemplate out{.side = side};
  const float by = static_cast<float>(side) / from_side;
  for (const Point& point : points) out.points.push_back({point.x * by, point.y * by});
  return out;
}

// The template's points that stand for landmarks of this number.
std::vector<Point> counterparts(const FaceTemplate& wanted, std::size_t landmarks) {
  const std::vector<Point>& five = wanted.points;
  if (five.size() != 5) return {};
  if (landmarks == 5) return five;
  if (landmarks != 4) return {};
  return {five[0], five[1], five[2], {(five[3].x + five[4].x) / 2, (five[3].y + five[4].y) / 2}};
}

}  // namespace

FaceTemplate arcface_template(int side) {
  constexpr std::array<Point, 5> kPoints = {{{38.2946F, 51.6963F},
                                             {73.5318F, 51.5014F},
                                             {56.0252F, 71.7366F},
                                             {41.5493F, 92.3655F},
                                             {70.7299F, 92.2041F}}};
  return scaled(side, 112, kPoints);
}

FaceTemplate retail_template(int side) {
  constexpr std::array<Point, 5> kPoints = {{{0.3156F, 0.4616F},
                                             {0.6826F, 0.4616F},
                                             {0.5003F, 0.6405F},
                                             {0.3495F, 0.8247F},
                                             {0.6534F, 0.8247F}}};
  return scaled(side, 1, kPoints);
}

FaceTemplate zoomed(FaceTemplate plain, float zoom) {
  const float middle = static_cast<float>(plain.side) / 2;
  for (Point& p : plain.points) {
    p = {middle + zoom * (p.x - middle), middle + zoom * (p.y - middle)};
  }
  return plain;
}

std::optional<picture::Affine> closest_similarity(std::span<const Point> from,
                                                  std::span<const Point> to) {
  if (from.size() < 2 || from.size() != to.size()) return std::nullopt;
  const Point from_mean = mean_of(from), to_mean = mean_of(to);
  // In the plane the answer of Umeyama's decomposition is that of a complex regression: the factor
  // a + bi is the mean of conj(from) * to over that of |from|².
  float along = 0, across = 0, spread = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const Point f{from[i].x - from_mean.x, from[i].y - from_mean.y};
    const Point t{to[i].x - to_mean.x, to[i].y - to_mean.y};
    along += f.x * t.x + f.y * t.y;
    across += f.x * t.y - f.y * t.x;
    spread += f.x * f.x + f.y * f.y;
  }
  if (!(spread > 0) || !std::isfinite(along + across + spread)) return std::nullopt;
  const float a = along / spread, b = across / spread;
  return picture::Affine{a, -b, to_mean.x - a * from_mean.x + b * from_mean.y,
                         b, a,  to_mean.y - b * from_mean.x - a * from_mean.y};
}

std::optional<picture::Affine> alignment(std::span<const Point> landmarks,
                                         const FaceTemplate& wanted) {
  const auto forward = closest_similarity(landmarks, counterparts(wanted, landmarks.size()));
  return forward ? reversed(*forward) : std::nullopt;
}

std::optional<float> misalignment(std::span<const Point> landmarks, const FaceTemplate& wanted) {
  const std::vector<Point> goal = counterparts(wanted, landmarks.size());
  const auto forward = closest_similarity(landmarks, goal);
  if (!forward) return std::nullopt;
  float squares = 0;
  for (std::size_t i = 0; i < goal.size(); ++i) {
    const Point at = apply(*forward, landmarks[i]);
    squares += (at.x - goal[i].x) * (at.x - goal[i].x) + (at.y - goal[i].y) * (at.y - goal[i].y);
  }
  const float eyes = std::hypot(goal[1].x - goal[0].x, goal[1].y - goal[0].y);
  return std::sqrt(squares / static_cast<float>(goal.size())) / eyes;
}

}  // namespace nunchi::perceive
