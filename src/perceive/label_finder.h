// LabelFinder: everyday words that apply to the picture as a whole, several at once, by a labeller
// whose outputs are independent of each other.
//
// Owns its network; immutable, thread-safe.
#pragma once

#include <vector>

#include "concepts/labels.h"
#include "core/image.h"
#include "core/result.h"
#include "core/sight.h"
#include "infer/network.h"
#include "perceive/label_reader.h"

namespace nunchi::perceive {

class LabelFinder {
 public:
  LabelFinder(infer::Network network, int side, std::vector<concepts::Label> labels,
              const LabelSettings& settings);

  // Labels that are concepts, most confident first; none where the picture can show nothing.
  Result<std::vector<Guess>> find(const Image& picture) const;

  const infer::Network& network() const noexcept { return network_; }

 private:
  infer::Network network_;
  int side_;
  std::vector<concepts::Label> labels_;
  LabelSettings settings_;
};

}  // namespace nunchi::perceive
