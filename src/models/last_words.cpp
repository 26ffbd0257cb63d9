#include "models/last_words.h"

namespace nunchi::models {

std::string last_words(std::string_view output) {
  constexpr std::size_t kMostBytes = 400;
  std::string line;
  for (const char c : output) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    if (!control) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  if (line.size() <= kMostBytes) return line;
  std::size_t start = line.size() - kMostBytes;
  while (start < line.size() && (line[start] & 0xC0) == 0x80) ++start;  // a whole UTF-8 sign
  return "…" + line.substr(start);
}

}  // namespace nunchi::models
