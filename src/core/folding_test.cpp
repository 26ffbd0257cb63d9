#include "core/folding.h"

#include <gtest/gtest.h>

namespace nunchi {
namespace {

// 서울 in single letters, as macOS writes file names.
constexpr const char* kSeoulApart = "\xE1\x84\x89\xE1\x85\xA5\xE1\x84\x8B\xE1\x85\xAE\xE1\x86\xAF";

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  for (const Word& word : words_of(text)) words.push_back(word.folded);
  return words;
}

using Words = std::vector<std::string>;

TEST(Folding, ComposesKorean) {
  EXPECT_EQ(to_nfc(kSeoulApart), "서울");
  EXPECT_EQ(folded(kSeoulApart), "서울");
  EXPECT_EQ(folded_words(kSeoulApart), Words{"서울"});
}

TEST(Folding, TakesAccentsOffLatinLettersOnly) {
  EXPECT_EQ(folded("Café ÅNGSTRÖM"), "cafe angstrom");
  EXPECT_EQ(folded("がぎ"), "がぎ");
  EXPECT_EQ(folded("Ｎｅｗ Straße"), "new strasse");
}

TEST(Folding, ReplacesWhatIsNoUtf8) {
  EXPECT_EQ(to_nfc("a\xFF"), "a\xEF\xBF\xBD");
  EXPECT_EQ(folded_words("dog\xFF\xC3"), Words{"dog"});
}

TEST(Words, EndWhereTheScriptChanges) {
  EXPECT_EQ(folded_words("iPhone으로 2장, 서울역!"),
            (Words{"iphone", "으로", "2", "장", "서울역"}));
  EXPECT_EQ(folded_words("RE16 TGK"), (Words{"re16", "tgk"}));
}

TEST(Words, KeepLongVowelsAndRepeatedSigns) {
  EXPECT_EQ(folded_words("コーヒー・時々"), (Words{"コーヒー", "時々"}));
  EXPECT_EQ(words_of("コーヒー").front().kind, Word::Kind::signs);
}

TEST(Words, StandWhereTheySay) {
  const std::string text = "· 서울 Tower";
  const auto words = words_of(text);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(text.substr(words[0].begin, words[0].end - words[0].begin), "서울");
  EXPECT_EQ(text.substr(words[1].begin, words[1].end - words[1].begin), "Tower");
}

TEST(Words, OfNothingAreNone) {
  EXPECT_TRUE(words_of("").empty());
  EXPECT_TRUE(words_of(" \t—…\n").empty());
  EXPECT_TRUE(words_of("\xCC\x81").empty());  // an accent without a letter
}

TEST(Signs, AreSplitByCodePoint) {
  EXPECT_EQ(signs_of("a서"), (std::vector<std::string_view>{"a", "서"}));
}

}  // namespace
}  // namespace nunchi
