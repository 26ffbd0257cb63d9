#include "perceive/object_answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "perceive/object_gfl.h"
#include "perceive/object_heatmap.h"
#include "perceive/object_yolox.h"
#include "picture/resize.h"

namespace nunchi::perceive {
namespace {

struct Size {
  int width = 0, height = 0;
};

// The pixels of the network's picture that the picture fills.
Size filled(int width, int height, const ObjectSettings& settings) {
  const ReadingSettings& whole = settings.reading;
  if (settings.fit != models::Fit::letterbox) return {whole.width, whole.height};
  const float shrink = std::min(static_cast<float>(whole.width) / static_cast<float>(width),
                                static_cast<float>(whole.height) / static_cast<float>(height));
  const auto side = [&](int length, int most) {
    return std::clamp(static_cast<int>(std::lround(static_cast<float>(length) * shrink)), 1, most);
  };
  return {side(width, whole.width), side(height, whole.height)};
}

Result<std::vector<Candidate>> read(std::span<const infer::Tensor> outputs,
                                    const ObjectSettings& settings) {
  switch (settings.reader) {
    case ObjectReader::heatmap: return read_heatmap(outputs, settings.reading);
    case ObjectReader::gfl: return read_gfl(outputs, settings.reading);
    case ObjectReader::yolox: return read_yolox(outputs, settings.reading);
  }
  return Error{ErrorCode::internal, "a reader without a name"};
}

// From the network's pixels to the picture's, cut at its edges; what lies outside falls away.
std::vector<Candidate> placed(std::vector<Candidate> candidates, int width, int height,
                              const ObjectSettings& settings) {
  const Size size = filled(width, height, settings);
  const Box picture{0, 0, static_cast<float>(width), static_cast<float>(height)};
  const float by_x = picture.right / static_cast<float>(size.width);
  const float by_y = picture.bottom / static_cast<float>(size.height);
  for (Candidate& candidate : candidates) {
    candidate.box = overlap(candidate.box.scaled(by_x, by_y), picture);
  }
  std::erase_if(candidates, [](const Candidate& candidate) { return !is_sound(candidate.box); });
  return candidates;
}

}  // namespace

Image fitted_picture(const Image& picture, const ObjectSettings& settings) {
  const Size size = filled(picture.width, picture.height, settings);
  Image fitting = picture::resize(picture, size.width, size.height, picture::Filter::bilinear);
  const ReadingSettings& whole = settings.reading;
  if (size.width == whole.width && size.height == whole.height) return fitting;
  Image boxed = black_image(whole.width, whole.height);
  std::fill(boxed.rgb.begin(), boxed.rgb.end(), settings.pad);
  for (int y = 0; y < fitting.height; ++y) {
    std::copy_n(fitting.row(y), 3 * static_cast<std::size_t>(fitting.width), boxed.row(y));
  }
  return boxed;
}

Result<std::vector<Object>> read_objects(std::span<const infer::Tensor> outputs, int width,
                                         int height, std::span<const concepts::Label> labels,
                                         const ObjectSettings& settings) {
  auto candidates = read(outputs, settings);
  if (!candidates) return std::move(candidates).error();
  std::vector<Object> objects;
  for (const Candidate& candidate :
       suppressed(placed(*std::move(candidates), width, height, settings), settings.suppression)) {
    const auto category = static_cast<std::size_t>(candidate.category);
    if (category >= labels.size()) {
      return Error{ErrorCode::corrupt_data,
                   fmt::format("the detector found category {} of {}", category, labels.size())};
    }
    objects.push_back({.concept_id = labels[category].concept_id,
                       .category = labels[category].category,
                       .confidence = settings.confidence(candidate.score),
                       .box = candidate.box});
  }
  return objects;
}

}  // namespace nunchi::perceive
