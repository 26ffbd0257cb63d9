#include "ingest/sharpness.h"

#include <vector>

namespace nunchi::ingest {
namespace {

// BT.601, in steps of 1/256.
std::vector<int> luma_of_row(const Image& image, int y) {
  std::vector<int> luma(static_cast<std::size_t>(image.width));
  const std::uint8_t* p = image.row(y);
  for (int& value : luma) {
    value = (77 * p[0] + 150 * p[1] + 29 * p[2]) / 256;
    p += 3;
  }
  return luma;
}

}  // namespace

double sharpness(const Image& image) {
  if (image.width < 3 || image.height < 3) return 0;
  auto above = luma_of_row(image, 0), here = luma_of_row(image, 1);
  double sum = 0, squares = 0;
  for (int y = 1; y + 1 < image.height; ++y) {
    auto below = luma_of_row(image, y + 1);
    for (std::size_t x = 1; x + 1 < here.size(); ++x) {
      const double detail = above[x] + below[x] + here[x - 1] + here[x + 1] - 4 * here[x];
      sum += detail;
      squares += detail * detail;
    }
    above = std::move(here);
    here = std::move(below);
  }
  const double count = (image.width - 2.0) * (image.height - 2.0);
  return squares / count - (sum / count) * (sum / count);
}

}  // namespace nunchi::ingest
