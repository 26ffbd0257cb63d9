#include "perceive/label_finder.h"

#include "perceive/detail.h"
#include "picture/resize.h"

namespace nunchi::perceive {

LabelFinder::LabelFinder(infer::Network network, int side, std::vector<concepts::Label> labels,
                         const LabelSettings& settings)
    : network_(std::move(network)), side_(side), labels_(std::move(labels)), settings_(settings) {}

Result<std::vector<Guess>> LabelFinder::find(const Image& picture) const {
  std::vector<Guess> guesses;
  if (!may_show_something(detail_of(picture))) return guesses;
  auto outputs = network_.run(picture::resize(picture, side_, side_, picture::Filter::bilinear));
  if (!outputs) return std::move(outputs).error();
  if (outputs->empty()) return Error{ErrorCode::corrupt_data, "the labeller gave no answer"};
  const auto read = read_labels(outputs->front(), labels_.size(), settings_);
  if (!read) return read.error();
  for (const LabelScore& score : *read) {
    const std::string& id = labels_[score.label].concept_id;
    if (!id.empty()) guesses.push_back({id, score.confidence});
  }
  return guesses;
}

}  // namespace nunchi::perceive
