#include "wire/word_check_lines.h"

#include <gtest/gtest.h>

namespace nunchi::wire {
namespace {

PhotoReport checked() {
  PhotoReport report{.file = "a.jpg"};
  report.checks = {{.word = "puppy",
                    .verdict = Verdict::yes,
                    .chance = 0.971F,
                    .evidence = {{.task = "objects", .name = "dog", .confidence = 0.93F},
                                 {.task = "classes", .name = "beagle", .confidence = 0.8F}}},
                   {.word = "beach",
                    .verdict = Verdict::no,
                    .chance = 0.001F,
                    .evidence = {{.task = "classes", .name = "seashore", .confidence = 0.01F}}},
                   {.word = "노을"}};
  report.missing = {{.tag = {.confidence = 0.91F}, .name = {"frisbee", "원반"}}};
  return report;
}

TEST(WordCheckLines, SayOfEachWordWhetherItIsShownAndWhy) {
  EXPECT_EQ(word_check_lines(checked()),
            "    ✓  puppy     97 %  dog 93 %, beagle 80 %\n"
            "    ✗  beach      1 %\n"
            "    ?  노을            cannot say\n"
            "    +  frisbee   91 %  missing\n");
}

TEST(WordCheckLines, SpeakKorean) {
  const std::string lines = word_check_lines(checked(), {.language = Language::korean});
  EXPECT_NE(lines.find("    ?  노을          알 수 없음\n"), std::string::npos) << lines;
  EXPECT_NE(lines.find("    +  원반    91 %  빠진 말\n"), std::string::npos) << lines;
}

TEST(WordCheckLines, QuoteWhatWasRead) {
  PhotoReport report;
  report.checks = {{.word = "exit",
                    .verdict = Verdict::yes,
                    .chance = 0.9F,
                    .evidence = {{.task = "text", .name = "EXIT \x1b[31m", .confidence = 0.9F}}}};
  const std::string lines = word_check_lines(report);
  EXPECT_NE(lines.find("“EXIT "), std::string::npos);
  EXPECT_EQ(lines.find('\x1b'), std::string::npos) << "nothing from outside reaches the terminal";
}

TEST(WordCheckLines, AreNoneWhereNothingWasChecked) { EXPECT_EQ(word_check_lines({}), ""); }

}  // namespace
}  // namespace nunchi::wire
