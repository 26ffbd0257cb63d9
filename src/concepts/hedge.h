// Hedging (Deng, Krause, Berg, Fei-Fei: "Hedging Your Bets", CVPR 2012): where a classifier
// hesitates between beagle and foxhound, the answer is "dog". The probabilities of its classes are
// summed up the tree; the most specific concept that is sure enough is the answer.
//
// A ClassTree is made once for one list of classes; immutable, thread-safe.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "concepts/labels.h"
#include "concepts/taxonomy.h"

namespace nunchi::concepts {

struct HedgeSettings {
  float sure = 0.75F;      // the least probability of an answer
  int most_classes = 150;  // a concept that covers more says too little to be an answer
};

struct Hedged {
  std::string concept_id;
  float probability = 0;
  int classes = 0;  // that the concept covers; 1 for a class itself
  bool operator==(const Hedged&) const = default;
};

class ClassTree {
 public:
  // Labels without a concept that the taxonomy knows belong to no concept.
  ClassTree(const Taxonomy& taxonomy, const std::vector<Label>& classes);

  // `probabilities`, one a class, sum to at most 1. nullopt: nothing is sure enough.
  std::optional<Hedged> answer(std::span<const float> probabilities,
                               const HedgeSettings& settings) const;

  // Every concept with at least this probability, most probable first; of equals the specific one.
  std::vector<Hedged> all_above(std::span<const float> probabilities, float least) const;

  // How many classes are this concept or kinds of it.
  int classes_below(std::string_view id) const;

  // Which classes these are; empty where there are none. Valid as long as the tree.
  std::span<const std::size_t> classes_of(std::string_view id) const;

 private:
  struct Node {
    std::string id;
    std::vector<std::size_t> classes;
  };
  std::vector<float> sums(std::span<const float> probabilities) const;

  std::vector<Node> nodes_;
};

// Probabilities of logits at a temperature (Guo et al. 2017: below 1 sharpens, above 1 softens).
std::vector<float> softmax(std::span<const float> logits, float temperature);

}  // namespace nunchi::concepts
