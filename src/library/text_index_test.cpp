#include "library/text_index.h"

#include "library/edits.h"
#include "library/library_testing.h"

namespace nunchi::library {
namespace {

using namespace testing;

// 서울역 in single letters.
constexpr const char* kSeoulStationApart =
    "\xE1\x84\x89\xE1\x85\xA5\xE1\x84\x8B\xE1\x85\xAE\xE1\x86\xAF\xE1\x84\x8B\xE1\x85\xA7\xE1\x86"
    "\xA8";

class TextIndexTest : public LibraryTest {
 protected:
  MomentId add_text(int n, const std::string& text) {
    Moment moment = photo_moment(n, on(2019, 1, 1));
    moment.pictures = {
        {.sight = {.text = std::vector<TextLine>{{.text = text, .language = "und"}}}}};
    return add_photo(n, moment);
  }
  std::vector<MomentId> found(std::string_view words, const TextOptions& options = {}) {
    std::vector<MomentId> ids;
    const TextFound all = value_of(library_.text().find(words, options));
    for (const TextHit& hit : all.hits) ids.push_back(hit.moment);
    EXPECT_EQ(all.matches, static_cast<std::int64_t>(ids.size()));
    auto sorted = ids;
    std::sort(sorted.begin(), sorted.end());
    EXPECT_EQ(value_of(library_.text().ids(words, options)), sorted);
    return ids;
  }
  using Ids = std::vector<MomentId>;
};

TEST_F(TextIndexTest, FindsKoreanByWordsPairsAndSyllables) {
  const MomentId station = add_text(1, "서울역 앞"), city = add_text(2, "서울특별시");
  EXPECT_EQ(found("서울역"), Ids{station});
  EXPECT_EQ(found("울역"), Ids{station});
  EXPECT_EQ(found("서울").size(), 2U);
  EXPECT_EQ(found("역"), Ids{station});
  EXPECT_EQ(found("앞"), Ids{station});
  EXPECT_EQ(found("별"), Ids{city});
  EXPECT_EQ(found("시"), Ids{city});
  EXPECT_EQ(found("부산"), Ids{});
  EXPECT_EQ(found("울").size(), 2U);
}

TEST_F(TextIndexTest, FindsKoreanHoweverItIsComposed) {
  add_text(1, kSeoulStationApart);
  add_text(2, "서울역");
  for (const char* query : {"서울역", "역", kSeoulStationApart}) {
    EXPECT_EQ(found(query).size(), 2U) << query;
  }
}

TEST_F(TextIndexTest, FindsPhrasesAcrossRunsOfSigns) {
  const MomentId order = add_text(1, "서울 역 앞에서"), other = add_text(2, "역 서울");
  EXPECT_EQ(found("\"서울 역\""), Ids{order});
  EXPECT_EQ(found("\"역 서울\""), Ids{other});
  EXPECT_EQ(found("\"서울 역 앞에서\""), Ids{order});
}

TEST_F(TextIndexTest, FindsChineseAndJapanese) {
  const MomentId coffee = add_text(1, "コーヒー時々東京大学");
  for (const char* query : {"コーヒー", "ー", "時々", "々", "東京", "京大", "学"}) {
    EXPECT_EQ(found(query), Ids{coffee}) << query;
  }
}

TEST_F(TextIndexTest, FindsWordsWhateverTheirCaseAndAccents) {
  const MomentId cafe = add_text(1, "CAFÉ Straße");
  for (const char* query : {"cafe", "Café", "ＣＡＦＥ", "strasse"}) {
    EXPECT_EQ(found(query), Ids{cafe}) << query;
  }
  EXPECT_EQ(found("caf"), Ids{});
  EXPECT_EQ(found("caf", {.match = WordMatch::prefix}), Ids{cafe});
}

TEST_F(TextIndexTest, PutsTheWholeStringFirst) {
  const MomentId apart = add_text(1, "TGK RE16"),
                 whole = add_text(2, "plate RE16 TGK on a car that many other words describe");
  EXPECT_EQ(found("RE16 TGK").front(), whole);
  EXPECT_EQ(found("RE16 TGK").size(), 2U);
  EXPECT_EQ(found("\"TGK RE16\""), Ids{apart});
}

TEST_F(TextIndexTest, MatchesAllOrAnyWord) {
  const MomentId both = add_text(1, "red fox");
  add_text(2, "red car");
  EXPECT_EQ(found("fox red"), Ids{both});
  EXPECT_EQ(found("fox car"), Ids{});
  EXPECT_EQ(found("fox car", {.match = WordMatch::any}).size(), 2U);
}

TEST_F(TextIndexTest, FindsNamesOfFilesAndWordsOfPosts) {
  Moment post{.origin = {.kind = OriginKind::post, .path = "x:1"}, .words = "기차를 탔다"};
  const MomentId said = value_of(library_.moments().put(post));
  value_of(library_.files().record(made_file("/p/IMG_2041 바다.jpg"), made_photo(5)));
  const MomentId named = value_of(library_.moments().put(photo_moment(5, on(2019, 1, 1))));
  EXPECT_EQ(found("IMG_2041"), Ids{named});
  EXPECT_EQ(found("바다"), Ids{named});
  EXPECT_EQ(found("기차"), Ids{said});
  EXPECT_EQ(found("기차", {.where = WordsIn::seen}), Ids{});
  EXPECT_EQ(found("기차", {.where = WordsIn::said}), Ids{said});
  value_of(library_.files().record(made_file("/p/sunset.jpg"), made_photo(5)));
  EXPECT_EQ(found("sunset"), Ids{named});
}

TEST_F(TextIndexTest, ForgetsTextThatIsGone) {
  const MomentId id = add_text(1, "lighthouse");
  must(library_.moments().see(id, 0, {.text = std::vector<TextLine>{{.text = "harbour"}}}));
  EXPECT_EQ(found("lighthouse"), Ids{});
  EXPECT_EQ(found("harbour"), Ids{id});
  must(library_.moments().forget(id));
  EXPECT_EQ(found("harbour"), Ids{});
}

TEST_F(TextIndexTest, LeavesOutWhatIsHiddenOrBinned) {
  const MomentId id = add_text(1, "secret");
  value_of(library_.edits().apply({{id}}, SetHidden{true}));
  EXPECT_EQ(found("secret"), Ids{});
}

TEST_F(TextIndexTest, TakesNoQueryForItsOwnLanguage) {
  add_text(1, "word");
  for (const char* query :
       {"\"", "*", "NEAR(", "a OR", "seen:", "-", "word\" OR \"x", "^", "()", ""}) {
    EXPECT_TRUE(library_.text().find(query)) << query;
  }
  EXPECT_EQ(found("!?"), Ids{});
  EXPECT_EQ(found("NOT"), Ids{});
}

TEST_F(TextIndexTest, ShowsALineAroundTheWords) {
  add_text(1, "far away\nthe old lighthouse keeper");
  const auto hits = value_of(library_.text().find("lighthouse")).hits;
  EXPECT_NE(hits.front().excerpt.find("old lighthouse keeper"), std::string::npos);
}

}  // namespace
}  // namespace nunchi::library
