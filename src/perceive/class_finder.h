// ClassFinder: what the picture as a whole shows, by one classifier.
//
// Owns its network; immutable, thread-safe.
#pragma once

#include <optional>
#include <vector>

#include "concepts/hedge.h"
#include "core/box.h"
#include "core/image.h"
#include "core/result.h"
#include "core/sight.h"
#include "infer/network.h"

namespace nunchi::perceive {

struct ClassSettings {
  float crop = 0.875F;       // the side looked at ÷ the shorter side of the picture
  int views = 1;             // 2: the mirrored picture is looked at too, and both are averaged
  float temperature = 1.0F;  // of the softmax, fitted so that probabilities mean what they say
  concepts::HedgeSettings hedge;
};

struct ClassFindings {
  std::optional<concepts::Hedged> answer;  // nothing recognised: nullopt
  std::vector<Guess> guesses;              // the ten most probable classes, most probable first
  Embedding embedding;                     // the features before the last layer; space not set
};

class ClassFinder {
 public:
  // The network's outputs are "classes" (logits, one a label) and, if it has it, "features".
  ClassFinder(infer::Network network, int side, concepts::ClassTree tree,
              std::vector<concepts::Label> labels, const ClassSettings& settings);

  Result<ClassFindings> find(const Image& picture) const;

  // The probability of each class for one part of the picture, stretched to the network's size.
  Result<std::vector<float>> probabilities(const Image& picture, const Box& part) const;

  // The part of a picture that find looks at.
  Box middle_of(const Image& picture) const;

  const concepts::ClassTree& tree() const noexcept { return tree_; }
  const std::vector<concepts::Label>& labels() const noexcept { return labels_; }
  const infer::Network& network() const noexcept { return network_; }

 private:
  Result<std::vector<infer::Tensor>> look(const Image& picture) const;
  std::vector<Guess> best_guesses(std::span<const float> probabilities) const;

  infer::Network network_;
  int side_;
  concepts::ClassTree tree_;
  std::vector<concepts::Label> labels_;
  ClassSettings settings_;
};

}  // namespace nunchi::perceive
