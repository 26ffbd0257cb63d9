#include "wire/terminal_line.h"

#include <gtest/gtest.h>

#include "wire/display_width.h"

namespace nunchi::wire {
namespace {

using namespace std::chrono;

NamedTag tag(std::string en, std::string ko, float confidence) {
  return {.tag = {.concept_id = "own:" + en, .confidence = confidence},
          .name = {std::move(en), std::move(ko)}};
}

NamedObject object(std::string category, std::string ko) {
  return {.object = {.concept_id = "own:" + category, .category = std::move(category)},
          .name_ko = std::move(ko)};
}

PhotoReport beach() {
  PhotoReport report{.file = "beach.jpg", .width = 4, .height = 3};
  report.taken = Taken{.local = local_days{2019y / July / 3} + 14h};
  report.tags = {tag("golden retriever", "골든 리트리버", 0.94F), tag("dog", "개", 0.9F),
                 tag("seashore", "바닷가", 0.61F)};
  report.objects = {object("person", "사람"), object("dog", "개"), object("person", "사람")};
  report.faces = {Face{}};
  return report;
}

const LineStyle kPlain{.file_column = 12};

TEST(TerminalLine, SaysWhatAPhotoShows) {
  EXPECT_EQ(terminal_line(beach(), kPlain),
            "beach.jpg      94 %  golden retriever · seashore 61 % · person ×2, dog · 1 face · "
            "2019-07-03");
}

TEST(TerminalLine, SpeaksKorean) {
  EXPECT_EQ(
      terminal_line(beach(), {.file_column = 12, .language = Language::korean}),
      "beach.jpg      94 %  골든 리트리버 · 바닷가 61 % · 사람 ×2, 개 · 얼굴 1개 · 2019-07-03");
}

TEST(TerminalLine, NamesColoursWhereNothingElseWasLookedFor) {
  PhotoReport report{.file = "a.jpg"};
  report.colours = {{.colour = {.name = "blue", .share = 0.75F}, .name_ko = "파란색"},
                    {.colour = {.name = "grey", .share = 0.2F}, .name_ko = "회색"}};
  EXPECT_EQ(terminal_line(report, kPlain), "a.jpg                blue 75 % · grey 20 %");
  EXPECT_EQ(terminal_line(report, {.file_column = 12, .language = Language::korean}),
            "a.jpg                파란색 75 % · 회색 20 %");
}

TEST(TerminalLine, KnowsTheSameThingByItsConceptNotByItsWord) {
  PhotoReport report{.file = "a.jpg"};
  report.tags = {tag("necktie", "", 0.8F)};
  report.objects = {object("tie", "")};
  report.objects->front().object.concept_id = report.tags->front().tag.concept_id;
  EXPECT_EQ(terminal_line(report, kPlain), "a.jpg          80 %  necktie");
}

TEST(TerminalLine, SaysOnceWhatIsBothTagAndObject) {
  PhotoReport report{.file = "a.jpg"};
  report.tags = {tag("person", "", 1)};
  report.objects = {object("person", ""), object("person", "")};
  EXPECT_EQ(terminal_line(report, kPlain), "a.jpg         100 %  person ×2");
}

TEST(TerminalLine, CountsTheKindsThatItLeavesOut) {
  PhotoReport report{.file = "a.jpg"};
  for (const char* name : {"a", "b", "c", "d", "e", "f"}) {
    if (!report.objects) report.objects.emplace();
    report.objects->push_back(object(name, ""));
  }
  EXPECT_EQ(terminal_line(report, kPlain), "a.jpg                a, b, c, d, +2");
}

TEST(TerminalLine, SaysThatNothingWasRecognised) {
  PhotoReport report{.file = "noise.png", .width = 4, .height = 3};
  EXPECT_EQ(terminal_line(report, kPlain), "noise.png            ") << "nobody looked";
  report.tags.emplace();
  EXPECT_EQ(terminal_line(report, kPlain), "noise.png            nothing recognised");
}

TEST(TerminalLine, GivesTheReasonOfAnErrorInFullAndInRed) {
  const PhotoReport report{.file = "cut.jpg",
                           .error = Error{ErrorCode::corrupt_data, "it ends in the middle"}};
  EXPECT_EQ(terminal_line(report, {.width = 20, .file_column = 12}),
            "cut.jpg           ✗  it ends in the middle");
  EXPECT_EQ(terminal_line(report, {.file_column = 12, .colour = Colour::ansi}),
            "cut.jpg       \x1b[31m    ✗\x1b[0m  \x1b[31mit ends in the middle\x1b[0m");
}

TEST(TerminalLine, NeverPassesTheWidthOfTheTerminal) {
  PhotoReport report = beach();
  report.file = "사진/아주 긴 이름의 파일.jpg";
  for (int width = 30; width < 120; ++width) {
    for (const Language language : {Language::english, Language::korean}) {
      const std::string line = terminal_line(
          report, {.width = width, .file_column = file_column_for(width), .language = language});
      EXPECT_LE(columns(line), width) << line;
    }
  }
}

TEST(TerminalLine, AlignsWhateverTheNamesAreMadeOf) {
  PhotoReport latin = beach(), korean = beach(), path = beach();
  korean.file = "해변 사진.jpg";
  path.file = "photos/of/the/summer/beach.jpg";
  const auto column = [](const PhotoReport& report) {
    const std::string line = terminal_line(report, {.file_column = 16});
    return columns(std::string_view(line).substr(0, line.find("golden")));
  };
  EXPECT_EQ(column(korean), column(latin));
  EXPECT_EQ(column(path), column(latin));
}

TEST(TerminalLine, ColoursOnlyWhenAsked) {
  EXPECT_EQ(terminal_line(beach()).find('\x1b'), std::string::npos);
  EXPECT_NE(terminal_line(beach(), {.colour = Colour::ansi}).find("\x1b[32m 94 %\x1b[0m"),
            std::string::npos);
}

TEST(TerminalLine, LetsNoFileNameOrMessageCommandTheTerminal) {
  PhotoReport report{.file = "\x1b]0;owned\x07\n.jpg"};
  report.tags = {tag("\x1b[2J", "", 0.5F)};
  for (const auto& error : {std::optional<Error>{}, std::optional(Error{.message = "\x1b[2J\r"})}) {
    report.error = error;
    const std::string line = terminal_line(report);
    for (const char c : line) EXPECT_GE(static_cast<unsigned char>(c), 0x20) << line;
  }
}

TEST(TerminalLine, TellsTheTimeOfAShotWhateverTheNameOfItsFilm) {
  PhotoReport shot{.file = "holiday/a film with a long name.mp4"};
  shot.span = FilmSpan{.from = 65s, .until = 72s};
  shot.objects = {object("dog", "개")};
  const std::string line = terminal_line(shot, {.file_column = 24});
  EXPECT_NE(line.find(" 1:05–1:12  "), std::string::npos) << line;
  EXPECT_EQ(columns(line.substr(0, line.find("  "))), 24) << line;
  shot.file = "a.mp4";
  EXPECT_EQ(terminal_line(shot, {.file_column = 0}), "a.mp4 1:05–1:12         dog");
}

}  // namespace
}  // namespace nunchi::wire
