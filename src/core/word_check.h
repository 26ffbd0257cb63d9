// WordCheck: whether a picture shows what a word means. The value that concepts::check_words makes
// and wire writes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/box.h"

namespace nunchi {

enum class Verdict { no, unsure, yes };

constexpr std::string_view name_of(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::no: return "no";
    case Verdict::unsure: return "unsure";
    case Verdict::yes: return "yes";
  }
  return "unsure";
}

// What speaks for the word, or how little does.
struct WordEvidence {
  std::string task;        // "objects", "classes", "labels", "faces", "text", "colours"
  std::string name;        // the network's own word, in English, or the line of text that was read
  float confidence = 0;    // that network's, before all are weighed together
  std::optional<Box> box;  // where; in pixels of the picture
  bool operator==(const WordEvidence&) const = default;
};

struct WordCheck {
  std::string word;  // as it was asked
  Verdict verdict = Verdict::unsure;
  std::optional<float> chance;         // that the picture shows it; absent: no network can tell
  std::vector<WordEvidence> evidence;  // the strongest first
  bool operator==(const WordCheck&) const = default;
};

}  // namespace nunchi
