// The form of models/concepts.tsv and models/labels/*.tsv: a line a row, cells parted by tabs;
// empty lines and those that begin with # are passed over. Pure functions; the views are into the
// text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace nunchi::concepts {

// Every row with exactly `cells` cells. corrupt_data: one has another number; the line is named.
Result<std::vector<std::vector<std::string_view>>> parse_table(std::string_view text,
                                                               std::size_t cells);

// The parts between the separators; none for an empty text.
std::vector<std::string> split(std::string_view text, char separator);

}  // namespace nunchi::concepts
