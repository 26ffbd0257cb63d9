#include "core/folding.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>

namespace nunchi {
namespace {

// ICU counts in 32 bits. No text of a picture, a name or a post comes near; what does is cut.
std::string_view within_icu(std::string_view text) {
  return text.substr(0, static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max() / 4));
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

struct Sign {
  UChar32 code = 0;
  std::size_t begin = 0, end = 0;
};

// One code point from `at` on; U+FFFD for a broken one, which is never of no length.
Sign sign_at(std::string_view text, std::size_t at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t next = at;
  UChar32 code = 0;
  U8_NEXT_OR_FFFD(bytes, next, text.size(), code);
  return {code, at, next};
}

// ICU passes broken bytes through where a form would change nothing.
std::string whole_utf8(std::string_view text) {
  std::string whole;
  whole.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Sign sign = sign_at(text, at);
    if (sign.code == 0xFFFD) {
      whole += "\xEF\xBF\xBD";
    } else {
      whole.append(text, sign.begin, sign.end - sign.begin);
    }
    at = sign.end;
  }
  return whole;
}

std::string normalized(const icu::Normalizer2* form, UErrorCode status, std::string_view text) {
  if (U_FAILURE(status)) throw std::logic_error("ICU has no tables of normal forms");
  const std::string whole = whole_utf8(text);
  std::string result;
  result.reserve(whole.size());
  icu::StringByteSink<std::string> sink(&result);
  form->normalizeUTF8(0, {whole.data(), static_cast<std::int32_t>(whole.size())}, sink, nullptr,
                      status);
  if (U_FAILURE(status)) throw std::bad_alloc();
  return result;
}

std::string nfd(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  return normalized(icu::Normalizer2::getNFDInstance(status), status, text);
}

std::string nfkc_casefold(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  return normalized(icu::Normalizer2::getNFKCCasefoldInstance(status), status, text);
}

UScriptCode script_of(UChar32 sign) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(sign, &status);
}

// Latin letters lose their accents; が must keep what tells it from か.
std::string without_latin_accents(std::string_view text) {
  const std::string apart = nfd(text);
  std::string kept;
  bool latin = false;
  for (std::size_t at = 0; at < apart.size();) {
    const Sign sign = sign_at(apart, at);
    const bool accent = sign.code >= 0x300 && sign.code < 0x370;
    if (!accent) latin = script_of(sign.code) == USCRIPT_LATIN;
    if (!accent || !latin) kept.append(apart, sign.begin, sign.end - sign.begin);
    at = sign.end;
  }
  return to_nfc(kept);
}

bool is_sign(UChar32 code) {
  if (code < 0x1100) return false;
  if (code == 0x30FC || code == 0x3005 || code == 0xFF70) return true;  // ー 々 ｰ belong to words
  switch (script_of(code)) {
    case USCRIPT_HANGUL:
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO: return u_isalpha(code) != 0;
    default: return false;
  }
}

constexpr std::uint32_t kMarks = U_GC_MN_MASK | U_GC_MC_MASK;
constexpr std::uint32_t kLetters = U_GC_L_MASK | U_GC_N_MASK | U_GC_CO_MASK;

// What a sign adds to: nothing ends the word, a mark goes with whatever stands before it.
std::optional<Word::Kind> kind_of(UChar32 code, std::optional<Word::Kind> before) {
  if (is_sign(code)) return Word::Kind::signs;
  const std::uint32_t category = U_GET_GC_MASK(code);
  if ((category & kMarks) != 0) return before;
  if ((category & kLetters) != 0) return Word::Kind::letters;
  return std::nullopt;
}

}  // namespace

std::string to_nfc(std::string_view text) {
  text = within_icu(text);
  if (is_ascii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  return normalized(icu::Normalizer2::getNFCInstance(status), status, text);
}

std::string folded(std::string_view text) {
  text = within_icu(text);
  if (is_ascii(text)) {
    std::string lower(text);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
  }
  return without_latin_accents(nfkc_casefold(text));
}

std::vector<Word> words_of(std::string_view text) {
  text = within_icu(text);
  std::vector<Word> words;
  std::optional<Word::Kind> open;
  const auto close = [&](std::size_t end) {
    if (!open) return;
    Word& word = words.back();
    word.end = end;
    word.folded = folded(text.substr(word.begin, end - word.begin));
    if (word.folded.empty()) words.pop_back();
    open.reset();
  };
  for (std::size_t at = 0; at < text.size();) {
    const Sign sign = sign_at(text, at);
    const auto kind = kind_of(sign.code, open);
    if (kind != open) {
      close(sign.begin);
      if (kind) words.push_back({.kind = *kind, .begin = sign.begin});
      open = kind;
    }
    at = sign.end;
  }
  close(text.size());
  return words;
}

std::vector<std::string_view> signs_of(std::string_view text) {
  std::vector<std::string_view> signs;
  for (std::size_t at = 0; at < text.size();) {
    const Sign sign = sign_at(text, at);
    signs.push_back(text.substr(sign.begin, sign.end - sign.begin));
    at = sign.end;
  }
  return signs;
}

}  // namespace nunchi
