#include "concepts/table.h"

#include <algorithm>

namespace nunchi::concepts {
namespace {

std::vector<std::string_view> cells_of(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  for (;;) {
    const auto end = line.find(separator);
    cells.push_back(line.substr(0, end));
    if (end == line.npos) return cells;
    line.remove_prefix(end + 1);
  }
}

}  // namespace

Result<std::vector<std::vector<std::string_view>>> parse_table(std::string_view text,
                                                               std::size_t cells) {
  std::vector<std::vector<std::string_view>> rows;
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    rows.push_back(cells_of(line, '\t'));
    if (rows.back().size() != cells) {
      return Error{ErrorCode::corrupt_data, "line " + std::to_string(number) + ": " +
                                                std::to_string(rows.back().size()) +
                                                " cells, expected " + std::to_string(cells)};
    }
  }
  return rows;
}

std::vector<std::string> split(std::string_view text, char separator) {
  if (text.empty()) return {};
  const auto cells = cells_of(text, separator);
  return {cells.begin(), cells.end()};
}

}  // namespace nunchi::concepts
