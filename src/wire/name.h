// Name: what a thing is called, in the languages that the program speaks. UTF-8. A plain value.
#pragma once

#include <string>

namespace nunchi::wire {

enum class Language { english, korean };

struct Name {
  std::string en;
  std::string ko;  // "" where there is none
  bool operator==(const Name&) const = default;

  // English stands in for a missing Korean name.
  const std::string& in(Language language) const noexcept {
    return language == Language::korean && !ko.empty() ? ko : en;
  }
};

}  // namespace nunchi::wire
