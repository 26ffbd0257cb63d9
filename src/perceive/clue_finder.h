// ClueFinder: what the networks' raw answers say of given concepts, for checking words: each
// category's best place over several looks at the picture by every detector that is present, and
// what the classifier thinks of the whole picture and of the likeliest places.
//
// Borrows its networks, which must outlive it; immutable, thread-safe. About ten times the work of
// one look.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "concepts/taxonomy.h"
#include "core/clue.h"
#include "core/image.h"
#include "core/result.h"
#include "perceive/class_finder.h"
#include "perceive/object_finder.h"

namespace nunchi::perceive {

struct ClueSettings {
  bool many_looks = true;  // also mirrored and in four overlapping parts, for what is small
};

class ClueFinder {
 public:
  ClueFinder(const concepts::Taxonomy& taxonomy, const ClassFinder& classes,
             std::vector<const ObjectFinder*> detectors, const ClueSettings& settings);

  // A clue a concept, in their order. invalid_argument: an empty picture.
  Result<std::vector<Clue>> find(const Image& picture, std::span<const std::string> ids) const;

 private:
  // A category of the detectors with its likeliest places in the picture, the surest first.
  struct Category {
    std::string concept_id;
    Sighting best;
    std::vector<Box> places;
  };
  using Categories = std::map<std::string, Category>;  // by the detectors' own word

  Status look(const Image& picture, const ObjectFinder& detector, Categories& all) const;
  Result<Categories> look_for_things(const Image& picture) const;
  Status ask_classes(const Image& picture, std::span<const float> whole, const Category* around,
                     Clue& clue) const;
  float share_of(std::span<const float> probabilities, std::string_view id) const;

  const concepts::Taxonomy& taxonomy_;
  const ClassFinder& classes_;
  std::vector<const ObjectFinder*> detectors_;
  ClueSettings settings_;
};

}  // namespace nunchi::perceive
