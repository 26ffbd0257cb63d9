// Reads the output of a labeller: for each label, independently of all others, how sure it is that
// the picture shows it.
//
// A pure function; may run on any thread.
#pragma once

#include <cstddef>
#include <vector>

#include "core/result.h"
#include "infer/network.h"

namespace nunchi::perceive {

struct LabelScore {
  std::size_t label = 0;  // the index of the network's output
  float confidence = 0;
  bool operator==(const LabelScore&) const = default;
};

struct LabelSettings {
  float one = 256;  // the output that would mean certainty: 256 for bytes, 1 for floats
  float least_confidence = 0.3F;  // below it a label is not told
  // The confidence is 1 / (1 + exp(-(slope · logit(output / one) + offset))), see ConfidenceMap.
  double slope = 1;
  double offset = 0;
};

// `output`: [1, labels], numbers of [0, one]. Most confident first, of equals the earlier label.
// corrupt_data: another shape than `labels` names.
Result<std::vector<LabelScore>> read_labels(const infer::Tensor& output, std::size_t labels,
                                            const LabelSettings& settings);

}  // namespace nunchi::perceive
