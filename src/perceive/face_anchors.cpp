#include "perceive/face_anchors.h"

namespace nunchi::perceive {

std::vector<AnchorGrid> anchor_grids(int side, std::size_t anchors) {
  // Near range: one layer of a sixteenth of the side, then three of an eighth, which MediaPipe
  // joins; each layer gives a cell two anchors.
  if ((side == 128 || side == 256) && anchors == 896) return {{side / 16, 2}, {side / 8, 6}};
  if (side == 192 && anchors == 2304) return {{4, 1}};
  return {};
}

std::vector<Point> face_anchors(int side, std::span<const AnchorGrid> grids) {
  std::vector<Point> anchors;
  for (const AnchorGrid& grid : grids) {
    const auto middle = [&](int cell) {
      return (static_cast<float>(cell) + 0.5F) * static_cast<float>(grid.stride);
    };
    const int cells = side / grid.stride;
    for (int y = 0; y < cells; ++y) {
      for (int x = 0; x < cells; ++x) {
        anchors.insert(anchors.end(), static_cast<std::size_t>(grid.per_cell),
                       {middle(x), middle(y)});
      }
    }
  }
  return anchors;
}

}  // namespace nunchi::perceive
