// Text folding: the one place that decides when two written words are the same word.
//
// By ICU (Unicode 15): NFC is UAX 15, folding is NFKC_Casefold (UTS 10's and UAX 31's form for
// caseless search) with the accents of Latin letters taken off, as a person leaves them off who
// types in a hurry. Bytes that are no UTF-8 count as U+FFFD. All functions are pure and
// thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace nunchi {

// Composed text: "서울" whether it came composed or in single letters (as file names of macOS do).
std::string to_nfc(std::string_view text);

// The form in which texts are compared: "Café" and "CAFE" are "cafe", "Ｎｅｗ" is "new".
std::string folded(std::string_view text);

// A run of text between spaces and punctuation.
struct Word {
  // letters: a word as Latin, Cyrillic, Greek … write it. signs: a run of Hangul, Han or kana,
  // whose words cannot be told apart by spaces.
  enum class Kind { letters, signs };
  Kind kind = Kind::letters;
  std::size_t begin = 0, end = 0;  // bytes of the text that was given
  std::string folded;              // never empty
  bool operator==(const Word&) const = default;
};

// The words of `text` in order. "iPhone으로 2장" has iphone, 으로, 2, 장.
std::vector<Word> words_of(std::string_view text);

// The code points of UTF-8 text, each as the bytes that write it.
std::vector<std::string_view> signs_of(std::string_view text);

}  // namespace nunchi
