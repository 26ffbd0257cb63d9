// Clue: what the networks' raw answers say of one concept in one picture, far below what is shown.
// Made by perceive, judged by concepts::check_words. A plain value.
#pragma once

#include <optional>
#include <string>

#include "core/box.h"

namespace nunchi {

// Sighting: where detectors see a thing best, however little they believe it.
struct Sighting {
  std::string category;  // the detector's own word
  float log_odds = 0;    // of its confidence; the mean where several detectors know the category
  Box box;               // in pixels of the picture, of the surest detector
  bool operator==(const Sighting&) const = default;
};

// Absent: no network that looked can tell.
struct Clue {
  std::string concept_id;
  std::optional<Sighting> place;   // the best of the categories that are this concept
  std::optional<Sighting> within;  // where only a wider thing is known: "dog" for a beagle
  std::optional<float> whole;  // probability of the classes that are this concept, of the picture
  std::optional<float> part;   // the same of the likeliest places, the best of them
  std::string class_id;        // of these classes the most probable
  bool exact = false;          // a category or class stands for just this, not for kinds of it
  bool operator==(const Clue&) const = default;
};

}  // namespace nunchi
