#include "concepts/hedge.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace nunchi::concepts {

ClassTree::ClassTree(const Taxonomy& taxonomy, const std::vector<Label>& classes) {
  std::map<std::string, std::vector<std::size_t>> covered;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const std::string& id = classes[i].concept_id;
    if (!taxonomy.find(id)) continue;
    covered[id].push_back(i);
    for (const std::string& ancestor : taxonomy.ancestors(id)) covered[ancestor].push_back(i);
  }
  for (auto& [id, below] : covered) nodes_.push_back({id, std::move(below)});
}

std::vector<float> ClassTree::sums(std::span<const float> probabilities) const {
  std::vector<float> sums;
  sums.reserve(nodes_.size());
  for (const Node& node : nodes_) {
    float sum = 0;
    for (const std::size_t i : node.classes) sum += i < probabilities.size() ? probabilities[i] : 0;
    sums.push_back(std::min(1.0F, sum));
  }
  return sums;
}

std::optional<Hedged> ClassTree::answer(std::span<const float> probabilities,
                                        const HedgeSettings& settings) const {
  const std::vector<float> sum = sums(probabilities);
  std::optional<Hedged> best;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const int classes = static_cast<int>(nodes_[i].classes.size());
    if (sum[i] < settings.sure || classes > settings.most_classes) continue;
    const bool better = !best || classes < best->classes ||
                        (classes == best->classes && sum[i] > best->probability);
    if (better) best = Hedged{nodes_[i].id, sum[i], classes};
  }
  return best;
}

std::vector<Hedged> ClassTree::all_above(std::span<const float> probabilities, float least) const {
  const std::vector<float> sum = sums(probabilities);
  std::vector<Hedged> found;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (sum[i] < least) continue;
    found.push_back({nodes_[i].id, sum[i], static_cast<int>(nodes_[i].classes.size())});
  }
  std::stable_sort(found.begin(), found.end(), [](const Hedged& a, const Hedged& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.classes < b.classes;
  });
  return found;
}

std::span<const std::size_t> ClassTree::classes_of(std::string_view id) const {
  const auto found = std::ranges::lower_bound(
      nodes_, id, {}, [](const Node& node) { return std::string_view(node.id); });
  if (found == nodes_.end() || found->id != id) return {};
  return found->classes;
}

int ClassTree::classes_below(std::string_view id) const {
  for (const Node& node : nodes_) {
    if (node.id == id) return static_cast<int>(node.classes.size());
  }
  return 0;
}

std::vector<float> softmax(std::span<const float> logits, float temperature) {
  std::vector<float> p(logits.begin(), logits.end());
  if (p.empty()) return p;
  const float most = *std::max_element(p.begin(), p.end());
  float sum = 0;
  for (float& value : p) sum += value = std::exp((value - most) / temperature);
  for (float& value : p) value /= sum;
  return p;
}

}  // namespace nunchi::concepts
