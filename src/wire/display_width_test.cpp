#include "wire/display_width.h"

#include <gtest/gtest.h>

namespace nunchi::wire {
namespace {

TEST(Columns, CountsWideSignsTwiceAndCombiningOnesNever) {
  EXPECT_EQ(columns("beach"), 5);
  EXPECT_EQ(columns("해변"), 4);
  EXPECT_EQ(columns("e\u0301"), 1);
  EXPECT_EQ(columns("\u1112\u1162"), 2) << "해 in its parts, as macOS writes it";
  EXPECT_EQ(columns("🐕"), 2);
  EXPECT_EQ(columns("× · … ━"), 7);
  EXPECT_EQ(columns(""), 0);
}

TEST(Harmless, TakesAwayWhatTerminalsObey) {
  EXPECT_EQ(harmless("a\x1b[31mb\n\t\x7f"), "a\uFFFD[31mb\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(harmless("\u009b31m"), "\uFFFD31m") << "the one-byte form of ESC [";
  EXPECT_EQ(harmless("gpj.\u202etxt"), "gpj.\uFFFDtxt");
  EXPECT_EQ(harmless("\xff한"), "\uFFFD한");
}

TEST(CutEnd, LeavesShortTextAndMarksWhatIsGone) {
  EXPECT_EQ(cut_end("beach", 5), "beach");
  EXPECT_EQ(cut_end("beaches", 5), "beac…");
  EXPECT_EQ(cut_end("해변가", 5), "해변…");
  EXPECT_EQ(cut_end("해변가", 4), "해…");
  EXPECT_EQ(cut_end("beach", 0), "");
}

TEST(CutMiddle, KeepsBothEnds) {
  EXPECT_EQ(cut_middle("IMG_20190703_140305.jpg", 15), "IMG_201…305.jpg");
  EXPECT_EQ(cut_middle("한글 이름의 사진.jpg", 12), "한글 ….jpg");
}

TEST(CutMiddle, NeverPassesItsWidthNorPartsASign) {
  const std::string text = "가\u0301나e\u0301다라🐕마바사.jpg";
  for (int most = 1; most < 24; ++most) {
    const std::string cut = cut_middle(text, most);
    EXPECT_LE(columns(cut), most) << cut;
    EXPECT_EQ(cut, harmless(cut));
  }
}

TEST(CutPath, DropsFoldersBeforeItCutsTheName) {
  EXPECT_EQ(cut_path("a/b/beach.jpg", 13), "a/b/beach.jpg");
  EXPECT_EQ(cut_path("photos/summer/beach.jpg", 18), "…/summer/beach.jpg");
  EXPECT_EQ(cut_path("photos/summer/beach.jpg", 17), "…/beach.jpg");
  EXPECT_EQ(cut_path("/photos/beach.jpg", 12), "…/beach.jpg");
  EXPECT_EQ(cut_path("photos/beach.jpg", 7), "bea…jpg");
  EXPECT_EQ(cut_path("folder/", 3), "");
}

TEST(Padding, CountsColumnsNotBytes) {
  EXPECT_EQ(padded_right("해변", 6) + "|", "해변  |");
  EXPECT_EQ(padded_left("9 %", 5), "  9 %");
  EXPECT_EQ(padded_left("12345", 3), "12345");
}

}  // namespace
}  // namespace nunchi::wire
