#include "concepts/tag_named.h"

namespace nunchi::concepts {

std::string tag_named(const Taxonomy& taxonomy, const std::string& word) {
  if (taxonomy.find(word) != nullptr || word.starts_with("own:")) return word;
  const auto named = taxonomy.named(word);
  return named.empty() ? "own:" + word : named.front();
}

}  // namespace nunchi::concepts
