// ObjectFinder: the things in a picture with their places, by one detector.
//
// Owns its network; immutable, thread-safe.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "concepts/labels.h"
#include "core/image.h"
#include "core/result.h"
#include "core/sight.h"
#include "infer/network.h"
#include "models/catalogue.h"
#include "perceive/object_candidate.h"
#include "perceive/object_confidence.h"
#include "perceive/object_suppression.h"

namespace nunchi::perceive {

enum class ObjectReader { heatmap, gfl, yolox };

struct ObjectSettings {
  ObjectReader reader = ObjectReader::heatmap;
  models::Fit fit = models::Fit::stretch;  // stretch or letterbox (in the upper left corner)
  std::uint8_t pad = 114;                  // grey of the rest of a letterbox
  ReadingSettings reading;                 // its size is the network's
  SuppressionSettings suppression;
  ConfidenceMap confidence;
};

// The settings that a network's entry asks for: reader "centernet", "gfl" or "yolox"; of its
// numbers "pad", "least" (score), "peaks" (candidates), "nms" and "vote" (overlaps), "slope" and
// "offset" (of the confidence). unsupported: another reader, or a fit that cuts the picture.
Result<ObjectSettings> object_settings(const models::Network& entry);

class ObjectFinder {
 public:
  // `labels`: what each category of the network's output stands for, in its order.
  ObjectFinder(infer::Network network, std::vector<concepts::Label> labels,
               const ObjectSettings& settings);

  // At most 100 objects with boxes inside the picture, most confident first, down to what the
  // detector hardly believes: what is for people's eyes goes through worth_showing.
  // invalid_argument: an empty picture. corrupt_data: the network's answers are not what the
  // settings say.
  Result<std::vector<Object>> find(const Image& picture) const;

  // Of each category the likeliest places, so many at most, the surest of all first, down to what
  // is as good as nothing; for checking words. Errors as find's.
  Result<std::vector<Object>> best_of_each(const Image& picture, int most) const;

  // The confidence of what best_of_each leaves out; not above it.
  float least_confidence() const noexcept;

  const std::vector<concepts::Label>& labels() const noexcept { return labels_; }

  // The two halves of find, for callers who run the network themselves or several at once: the
  // picture as the network wants it, and its outputs as objects of a picture of this size.
  Image fitted(const Image& picture) const;
  Result<std::vector<Object>> read(std::span<const infer::Tensor> outputs, int width,
                                   int height) const;

  const infer::Network& network() const noexcept { return network_; }

 private:
  infer::Network network_;
  std::vector<concepts::Label> labels_;
  ObjectSettings settings_;
};

}  // namespace nunchi::perceive
