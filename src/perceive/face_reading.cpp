#include "perceive/face_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace nunchi::perceive {
namespace {

constexpr std::size_t kBlazeNumbers = 16;
constexpr std::size_t kBlazePoints = 4;
constexpr std::size_t kYunetPoints = 5;
constexpr std::array kYunetStrides = {8, 16, 32};

Error misfit(std::string_view network, std::string_view what) {
  return {ErrorCode::corrupt_data, fmt::format("the answers of {} do not fit: {}", network, what)};
}

float sigmoid(float value) { return 1 / (1 + std::exp(-value)); }

Box box_around(Point middle, float width, float height) {
  return {middle.x - width / 2, middle.y - height / 2, middle.x + width / 2, middle.y + height / 2};
}

bool is_sound(const FaceCandidate& candidate) {
  const auto finite = [](const Point& p) { return std::isfinite(p.x) && std::isfinite(p.y); };
  const float area = candidate.box.area();
  return area > 0 && std::isfinite(area) && std::ranges::all_of(candidate.points, finite);
}

// One stride's outputs of YuNet: the cells of a grid, row by row.
struct YunetGrid {
  int stride;
  std::size_t columns, rows;
  std::span<const float> classes, objectness, boxes, points;

  bool fits() const {
    const std::size_t cells = columns * rows;
    return classes.size() == cells && objectness.size() == cells && boxes.size() == 4 * cells &&
           points.size() == 2 * kYunetPoints * cells;
  }

  float score(std::size_t cell) const {
    return std::sqrt(std::clamp(classes[cell], 0.0F, 1.0F) *
                     std::clamp(objectness[cell], 0.0F, 1.0F));
  }

  FaceCandidate candidate(std::size_t cell) const {
    const auto column = static_cast<float>(cell % columns);
    const auto row = static_cast<float>(cell / columns);
    const auto size = static_cast<float>(stride);
    const std::span<const float> box = boxes.subspan(4 * cell, 4);
    FaceCandidate face{.box = box_around({(column + box[0]) * size, (row + box[1]) * size},
                                         std::exp(box[2]) * size, std::exp(box[3]) * size),
                       .score = score(cell)};
    for (std::size_t i = 0; i < kYunetPoints; ++i) {
      const std::size_t at = 2 * (kYunetPoints * cell + i);
      face.points.push_back({(column + points[at]) * size, (row + points[at + 1]) * size});
    }
    return face;
  }
};

}  // namespace

Result<std::vector<FaceCandidate>> read_blazeface(std::span<const infer::Tensor> outputs,
                                                  std::span<const Point> anchors,
                                                  float least_score) {
  if (outputs.size() != 2 || outputs[0].values.size() != kBlazeNumbers * anchors.size() ||
      outputs[1].values.size() != anchors.size()) {
    return misfit("BlazeFace", fmt::format("{} anchors are expected", anchors.size()));
  }
  std::vector<FaceCandidate> candidates;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    const float score = sigmoid(outputs[1].values[i]);
    if (!(score >= least_score)) continue;
    const auto numbers =
        std::span<const float>(outputs[0].values).subspan(kBlazeNumbers * i, kBlazeNumbers);
    const Point anchor = anchors[i];
    FaceCandidate face{
        .box = box_around({anchor.x + numbers[0], anchor.y + numbers[1]}, numbers[2], numbers[3]),
        .score = score};
    for (std::size_t p = 0; p < kBlazePoints; ++p) {
      face.points.push_back({anchor.x + numbers[4 + 2 * p], anchor.y + numbers[5 + 2 * p]});
    }
    if (is_sound(face)) candidates.push_back(std::move(face));
  }
  return candidates;
}

Result<std::vector<FaceCandidate>> read_yunet(std::span<const infer::Tensor> outputs, int width,
                                              int height, float least_score) {
  constexpr std::size_t kStrides = kYunetStrides.size();
  if (outputs.size() != 4 * kStrides) return misfit("YuNet", "twelve outputs are expected");
  std::vector<FaceCandidate> candidates;
  for (std::size_t s = 0; s < kStrides; ++s) {
    const YunetGrid grid{.stride = kYunetStrides[s],
                         .columns = static_cast<std::size_t>(width / kYunetStrides[s]),
                         .rows = static_cast<std::size_t>(height / kYunetStrides[s]),
                         .classes = outputs[s].values,
                         .objectness = outputs[kStrides + s].values,
                         .boxes = outputs[2 * kStrides + s].values,
                         .points = outputs[3 * kStrides + s].values};
    if (!grid.fits()) return misfit("YuNet", fmt::format("not {} x {} pixels", width, height));
    for (std::size_t cell = 0; cell < grid.classes.size(); ++cell) {
      if (!(grid.score(cell) >= least_score)) continue;
      FaceCandidate face = grid.candidate(cell);
      if (is_sound(face)) candidates.push_back(std::move(face));
    }
  }
  return candidates;
}

}  // namespace nunchi::perceive
