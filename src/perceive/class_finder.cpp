#include "perceive/class_finder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "perceive/class_crop.h"
#include "perceive/detail.h"
#include "perceive/unit_length.h"
#include "picture/resize.h"

namespace nunchi::perceive {
namespace {

constexpr std::size_t kGuesses = 10;

// Left and right changed.
Image mirrored(const Image& picture) {
  Image turned = black_image(picture.width, picture.height);
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      std::copy_n(picture.row(y) + 3 * x, 3, turned.row(y) + 3 * (picture.width - 1 - x));
    }
  }
  return turned;
}

}  // namespace

ClassFinder::ClassFinder(infer::Network network, int side, concepts::ClassTree tree,
                         std::vector<concepts::Label> labels, const ClassSettings& settings)
    : network_(std::move(network)),
      side_(side),
      tree_(std::move(tree)),
      labels_(std::move(labels)),
      settings_(settings) {}

Result<std::vector<infer::Tensor>> ClassFinder::look(const Image& picture) const {
  const Image seen =
      picture::resize(picture, middle_of(picture), side_, side_, picture::Filter::bicubic);
  auto outputs = network_.run(seen);
  if (!outputs || settings_.views < 2) return outputs;
  auto again = network_.run(mirrored(seen));
  if (!again) return again;
  for (std::size_t i = 0; i < outputs->size(); ++i) {
    std::vector<float>& values = (*outputs)[i].values;
    const std::vector<float>& others = (*again)[i].values;
    for (std::size_t k = 0; k < values.size(); ++k) values[k] = (values[k] + others[k]) / 2;
  }
  return outputs;
}

Result<ClassFindings> ClassFinder::find(const Image& picture) const {
  auto outputs = look(picture);
  if (!outputs) return std::move(outputs).error();
  if (outputs->empty() || outputs->front().values.size() != labels_.size()) {
    return Error{ErrorCode::corrupt_data, "the classifier's answers do not fit its labels"};
  }
  const auto probabilities = concepts::softmax(outputs->front().values, settings_.temperature);
  ClassFindings findings{.guesses = best_guesses(probabilities)};
  if (may_show_something(detail_of(picture))) {
    findings.answer = tree_.answer(probabilities, settings_.hedge);
  }
  if (outputs->size() > 1) findings.embedding.vector = unit_length(std::move((*outputs)[1].values));
  return findings;
}

Result<std::vector<float>> ClassFinder::probabilities(const Image& picture, const Box& part) const {
  auto outputs =
      network_.run(picture::resize(picture, part, side_, side_, picture::Filter::bicubic));
  if (!outputs) return std::move(outputs).error();
  if (outputs->empty() || outputs->front().values.size() != labels_.size()) {
    return Error{ErrorCode::corrupt_data, "the classifier's answers do not fit its labels"};
  }
  return concepts::softmax(outputs->front().values, settings_.temperature);
}

Box ClassFinder::middle_of(const Image& picture) const {
  return class_crop(picture.width, picture.height, side_, settings_.crop);
}

std::vector<Guess> ClassFinder::best_guesses(std::span<const float> probabilities) const {
  std::vector<std::size_t> order(probabilities.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const std::size_t count = std::min(kGuesses, order.size());
  std::partial_sort(
      order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
      [&](std::size_t a, std::size_t b) { return probabilities[a] > probabilities[b]; });
  std::vector<Guess> guesses;
  for (std::size_t i = 0; i < count; ++i) {
    guesses.push_back({labels_[order[i]].concept_id, probabilities[order[i]]});
  }
  return guesses;
}

}  // namespace nunchi::perceive
