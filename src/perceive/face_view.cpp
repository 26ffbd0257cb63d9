#include "perceive/face_view.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "picture/resize.h"

namespace nunchi::perceive {
namespace {

// The starts of `count` runs of `length` that are spread evenly over [0, whole); a single run lies
// in the middle.
std::vector<float> spread(float whole, float length, int count) {
  if (count <= 1) return {(whole - length) / 2};
  std::vector<float> starts;
  for (int i = 0; i < count; ++i) {
    starts.push_back(static_cast<float>(i) * (whole - length) / static_cast<float>(count - 1));
  }
  return starts;
}

// How many runs of `length` cover `whole` when neighbours share at least `shared` of the length.
int runs_over(float whole, float length, float shared) {
  const float step = length * (1 - shared);
  // The hair less keeps a length that was made to fit from being rounded up to one run more.
  return std::max(1, static_cast<int>(std::ceil((whole - length) / step - 1e-3F)) + 1);
}

void paste(const Image& patch, Image& onto, int left, int top) {
  const std::size_t bytes = 3 * static_cast<std::size_t>(patch.width);
  for (int y = 0; y < patch.height; ++y) {
    std::memcpy(onto.row(top + y) + 3 * static_cast<std::size_t>(left), patch.row(y), bytes);
  }
}

}  // namespace

FaceView whole_view(const Image& picture, int width, int height) {
  const auto w = static_cast<float>(picture.width), h = static_cast<float>(picture.height);
  const float shrink = std::max(w / static_cast<float>(width), h / static_cast<float>(height));
  const float beside = (shrink * static_cast<float>(width) - w) / 2;
  const float above = (shrink * static_cast<float>(height) - h) / 2;
  return {{-beside, -above, w + beside, h + above}, width, height};
}

FaceView view_around(const Box& box, float factor, int side) {
  const float half = factor * std::max(box.width(), box.height()) / 2;
  const float x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
  return {{x - half, y - half, x + half, y + half}, side, side};
}

std::vector<FaceView> tiled_views(const Image& picture, int across, float shared, int side) {
  if (across <= 1) return {whole_view(picture, side, side)};
  const auto w = static_cast<float>(picture.width), h = static_cast<float>(picture.height);
  const float length =
      std::max(w, h) / (static_cast<float>(across) - static_cast<float>(across - 1) * shared);
  std::vector<FaceView> views;
  for (const float top : spread(h, length, runs_over(h, length, shared))) {
    for (const float left : spread(w, length, runs_over(w, length, shared))) {
      views.push_back({{left, top, left + length, top + length}, side, side});
    }
  }
  return views;
}

Image look(const Image& picture, const FaceView& view) {
  Image seen = black_image(view.width, view.height);
  const Box inside = overlap(
      view.part, {0, 0, static_cast<float>(picture.width), static_cast<float>(picture.height)});
  if (inside.area() <= 0) return seen;
  const float by_x = static_cast<float>(view.width) / view.part.width();
  const float by_y = static_cast<float>(view.height) / view.part.height();
  const auto pixel = [](float at, int most) {
    return std::clamp(static_cast<int>(std::lround(at)), 0, most);
  };
  const int left = pixel((inside.left - view.part.left) * by_x, view.width);
  const int right = pixel((inside.right - view.part.left) * by_x, view.width);
  const int top = pixel((inside.top - view.part.top) * by_y, view.height);
  const int bottom = pixel((inside.bottom - view.part.top) * by_y, view.height);
  const Image patch =
      picture::resize(picture, inside, right - left, bottom - top, picture::Filter::bilinear);
  if (!patch.empty()) paste(patch, seen, left, top);
  return seen;
}

FaceCandidate in_picture(FaceCandidate candidate, const FaceView& view) {
  const float by_x = view.part.width() / static_cast<float>(view.width);
  const float by_y = view.part.height() / static_cast<float>(view.height);
  const auto moved = [&](float x, float y) {
    return Point{view.part.left + x * by_x, view.part.top + y * by_y};
  };
  const Point from = moved(candidate.box.left, candidate.box.top);
  const Point to = moved(candidate.box.right, candidate.box.bottom);
  candidate.box = {from.x, from.y, to.x, to.y};
  for (Point& point : candidate.points) point = moved(point.x, point.y);
  return candidate;
}

}  // namespace nunchi::perceive
