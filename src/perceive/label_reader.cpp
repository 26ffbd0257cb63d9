#include "perceive/label_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "perceive/object_confidence.h"

namespace nunchi::perceive {

Result<std::vector<LabelScore>> read_labels(const infer::Tensor& output, std::size_t labels,
                                            const LabelSettings& settings) {
  if (output.values.size() != labels || output.shape != std::vector<std::size_t>{1, labels}) {
    return Error{ErrorCode::corrupt_data, fmt::format("the labeller gave {} numbers for {} labels",
                                                      output.values.size(), labels)};
  }
  const ConfidenceMap confidence{settings.slope, settings.offset};
  std::vector<LabelScore> scores;
  for (std::size_t label = 0; label < labels; ++label) {
    const float sure = confidence(output.values[label] / settings.one);
    if (sure >= settings.least_confidence) scores.push_back({label, sure});
  }
  std::stable_sort(scores.begin(), scores.end(), [](const LabelScore& a, const LabelScore& b) {
    return a.confidence > b.confidence;
  });
  return scores;
}

}  // namespace nunchi::perceive
