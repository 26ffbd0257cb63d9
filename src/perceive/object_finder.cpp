#include "perceive/object_finder.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "perceive/object_answers.h"

namespace nunchi::perceive {
namespace {

constexpr float kFaint = 0.004F;          // score: below it a category is as good as absent
constexpr double kMostCandidates = 2000;  // the time of suppression grows with the square

// What gave the best average precision with box voting. The grids of PicoDet and YOLOX propose a
// thing many times, a heat map once.
struct Usual {
  double least = 0.02;  // score
  double peaks = 500;   // candidates
  double nms = 0.6;
};

Usual usual(ObjectReader reader) {
  switch (reader) {
    case ObjectReader::heatmap: return {.least = 0.02, .peaks = 100, .nms = 0.7};
    case ObjectReader::gfl: return {.least = 0.05, .peaks = 500, .nms = 0.6};
    case ObjectReader::yolox: return {.least = 0.01, .peaks = 500, .nms = 0.65};
  }
  return {};
}

std::optional<ObjectReader> reader_of(std::string_view name) {
  if (name == "centernet") return ObjectReader::heatmap;
  if (name == "gfl") return ObjectReader::gfl;
  if (name == "yolox") return ObjectReader::yolox;
  return std::nullopt;
}

}  // namespace

Result<ObjectSettings> object_settings(const models::Network& entry) {
  const std::optional<ObjectReader> reader = reader_of(entry.reader);
  if (!reader) {
    return Error{ErrorCode::unsupported,
                 fmt::format("{}: \"{}\" is no reader of objects", entry.name, entry.reader)};
  }
  if (entry.fit == models::Fit::crop) {
    return Error{ErrorCode::unsupported,
                 fmt::format("{}: objects at the edges would be cut away", entry.name)};
  }
  const auto number = [&](const char* name, double otherwise) {
    const auto found = entry.numbers.find(name);
    return found == entry.numbers.end() ? otherwise : found->second;
  };
  ObjectSettings settings{.reader = *reader, .fit = entry.fit};
  settings.pad = static_cast<std::uint8_t>(std::clamp(number("pad", settings.pad), 0.0, 255.0));
  ReadingSettings& reading = settings.reading;
  reading.width = entry.feed.width;
  reading.height = entry.feed.height;
  const Usual by_reader = usual(*reader);
  reading.least_score = static_cast<float>(number("least", by_reader.least));
  reading.most =
      static_cast<std::size_t>(std::clamp(number("peaks", by_reader.peaks), 1.0, kMostCandidates));
  SuppressionSettings& suppression = settings.suppression;
  suppression.overlap = static_cast<float>(number("nms", by_reader.nms));
  suppression.vote = static_cast<float>(number("vote", suppression.vote));
  settings.confidence = {.slope = number("slope", 1), .offset = number("offset", 0)};
  return settings;
}

ObjectFinder::ObjectFinder(infer::Network network, std::vector<concepts::Label> labels,
                           const ObjectSettings& settings)
    : network_(std::move(network)), labels_(std::move(labels)), settings_(settings) {}

Image ObjectFinder::fitted(const Image& picture) const {
  return fitted_picture(picture, settings_);
}

Result<std::vector<Object>> ObjectFinder::read(std::span<const infer::Tensor> outputs, int width,
                                               int height) const {
  return read_objects(outputs, width, height, labels_, settings_);
}

float ObjectFinder::least_confidence() const noexcept { return settings_.confidence(kFaint); }

Result<std::vector<Object>> ObjectFinder::best_of_each(const Image& picture, int most) const {
  if (picture.empty()) return Error{ErrorCode::invalid_argument, "the picture is empty"};
  const auto outputs = network_.run(fitted(picture));
  if (!outputs) return outputs.error();
  ObjectSettings faint = settings_;
  faint.reading.least_score = kFaint;
  faint.reading.most = static_cast<std::size_t>(kMostCandidates);
  faint.suppression.most = faint.reading.most;
  auto all = read_objects(*outputs, picture.width, picture.height, labels_, faint);
  if (!all) return all;
  std::vector<Object> best;  // the surest stand first
  for (Object& object : *all) {
    const auto known = std::ranges::count(best, object.category, &Object::category);
    if (known < most) best.push_back(std::move(object));
  }
  return best;
}

Result<std::vector<Object>> ObjectFinder::find(const Image& picture) const {
  if (picture.empty()) return Error{ErrorCode::invalid_argument, "the picture is empty"};
  const auto outputs = network_.run(fitted(picture));
  if (!outputs) return outputs.error();
  return read(*outputs, picture.width, picture.height);
}

}  // namespace nunchi::perceive
