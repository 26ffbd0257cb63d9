// What a person types, as a query of FTS5.
//
// For this folder only. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "library/text_index.h"

namespace nunchi::library {

// Made of quoted strings and our own operators only: no input can be a syntax error or reach FTS5's
// own grammar.
struct TextMatch {
  std::string expression;            // what is found
  std::optional<std::string> whole;  // of it what stands first: all the words side by side
};

// Nothing where `words` has no word.
std::optional<TextMatch> text_match(std::string_view words, const TextOptions& options);

}  // namespace nunchi::library
