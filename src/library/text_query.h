// What a person types, as a query of FTS5.
//
// For this folder only. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "library/text_index.h"

namespace nunchi::library {

// Nothing where `words` has no word. What comes out is made of quoted strings and our own operators
// only: no input can be a syntax error or reach FTS5's own grammar.
std::optional<std::string> match_expression(std::string_view words, const TextOptions& options);

}  // namespace nunchi::library
