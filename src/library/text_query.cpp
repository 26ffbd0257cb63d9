#include "library/text_query.h"

#include <algorithm>
#include <vector>

#include "core/folding.h"

namespace nunchi::library {
namespace {

constexpr std::size_t kMostTerms = 64;  // more is no question but a text

// Pieces between spaces; what stands between quotation marks is one piece.
std::vector<std::string_view> pieces_of(std::string_view words) {
  std::vector<std::string_view> pieces;
  for (std::size_t at = 0; at < words.size() && pieces.size() < kMostTerms;) {
    const bool quoted = words[at] == '"';
    if (quoted) ++at;
    const std::size_t end =
        std::min(words.find_first_of(quoted ? "\"" : " \t\r\n\"", at), words.size());
    if (end > at) pieces.push_back(words.substr(at, end - at));
    at = end;
    if (at < words.size() && (quoted || words[at] != '"')) ++at;
  }
  return pieces;
}

// One piece as a phrase of its words. A last syllable that stands alone begins any pair of signs.
std::optional<std::string> phrase_of(std::string_view piece, bool open_ended) {
  const auto words = words_of(piece);
  if (words.empty()) return std::nullopt;
  std::string phrase = "\"";
  for (const Word& word : words) phrase += (phrase.size() > 1 ? " " : "") + word.folded;
  const Word& last = words.back();
  const bool one_sign = last.kind == Word::Kind::signs && signs_of(last.folded).size() == 1;
  return phrase + (one_sign || open_ended ? "\" *" : "\"");
}

std::string_view column_of(WordsIn where) {
  switch (where) {
    case WordsIn::seen: return "{seen} : ";
    case WordsIn::said: return "{said} : ";
    case WordsIn::named: return "{named} : ";
    case WordsIn::anywhere: break;
  }
  return "";
}

}  // namespace

std::optional<TextMatch> text_match(std::string_view words, const TextOptions& options) {
  const auto pieces = pieces_of(words);
  std::string expression, together;
  std::size_t terms = 0;
  for (const std::string_view piece : pieces) {
    const bool open_ended =
        options.match == WordMatch::prefix && piece.data() == pieces.back().data();
    const auto phrase = phrase_of(piece, open_ended);
    if (!phrase) continue;
    if (terms++ > 0) expression += options.match == WordMatch::any ? " OR " : " AND ";
    expression += *phrase;
    together.append(piece).append(" ");
  }
  if (terms == 0) return std::nullopt;
  const auto placed = [&](const std::string& what) {
    return std::string(column_of(options.where)) + "(" + what + ")";
  };
  TextMatch match{.expression = placed(expression)};
  if (terms > 1 && options.match != WordMatch::any) {
    match.whole = placed(*phrase_of(together, options.match == WordMatch::prefix));
  }
  return match;
}

}  // namespace nunchi::library
