#include "ingest/small_picture.h"

#include <algorithm>

#include "picture/resize.h"

namespace nunchi::ingest {

Image small_picture(const Image& image, int side) {
  const float shrink = std::min(
      1.0F, static_cast<float>(side) / static_cast<float>(std::max(image.width, image.height)));
  const auto pixels = [&](int whole) {
    return std::max(1, static_cast<int>(static_cast<float>(whole) * shrink + 0.5F));
  };
  return picture::resize(image, pixels(image.width), pixels(image.height),
                         picture::Filter::bilinear);
}

}  // namespace nunchi::ingest
