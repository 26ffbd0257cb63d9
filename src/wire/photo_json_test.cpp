#include "wire/photo_json.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <random>

namespace nunchi::wire {
namespace {

using namespace std::chrono;

PhotoReport beach() {
  return {
      .file = "holiday/beach.jpg",
      .width = 4032,
      .height = 3024,
      .taken = Taken{.local = local_days{2019y / July / 3} + 14h + 3min + 5s,
                     .offset = 540min,
                     .source = "exif"},
      .gps = Position{.latitude = 35.158698, .longitude = 129.160384, .altitude = 3.5},
      .camera = "Apple iPhone 12",
      .tags = {{{.tag = {.concept_id = "wn:n02099601",
                         .confidence = 0.9412F,
                         .evidence = {"classes", "objects"}},
                 .name = {"golden retriever", "골든 리트리버"},
                 .ancestors = {{"dog", "개"}, {"animal", "동물"}}}}},
      .objects = {{{.object = {.concept_id = "wn:n02084071",
                               .category = "dog",
                               .confidence = 0.9F,
                               .box = {10.3F, 20, 110.7F, 220.2F}},
                    .name_ko = "개"}}},
      .faces = {{{.box = {1, 2, 31, 42},
                  .scheme = "four",
                  .landmarks = {{5, 10}, {20.5F, 10}, {12, 20}, {12, 30}},
                  .confidence = 0.875F,
                  .quality = 0.5F,
                  .identity = {0.6F, -0.8F}}}},
      .checks = {{{.word = "강아지",
                   .verdict = Verdict::yes,
                   .chance = 0.97F,
                   .evidence = {{.task = "objects",
                                 .name = "dog",
                                 .confidence = 0.93F,
                                 .box = Box{1, 2, 31, 42}},
                                {.task = "classes", .name = "beagle", .confidence = 0.5F}}},
                  {.word = "beach", .verdict = Verdict::no, .chance = 0.01F},
                  {.word = "zzz"}}},
      .missing = {{{.tag = {.concept_id = "wn:n03397947", .confidence = 0.9F},
                    .name = {"frisbee", "원반"}}}},
      .colours = {{{.colour = {.name = "blue", .share = 0.75F, .rgb = {0, 12, 255}},
                    .name_ko = "파란색"}}},
  };
}

std::string error_of(std::string_view line) {
  const auto report = photo_report_from_json(line);
  return report ? "no error" : report.error().message;
}

TEST(PhotoJson, IsOneLineWithItsMembersInOrder) {
  EXPECT_EQ(
      to_json_line(beach()),
      R"({"file":"holiday/beach.jpg","width":4032,"height":3024,)"
      R"("taken_at":"2019-07-03T14:03:05+09:00","taken_from":"exif",)"
      R"("gps":{"latitude":35.158698,"longitude":129.160384,"altitude":3.5},)"
      R"("camera":"Apple iPhone 12",)"
      R"("tags":[{"name":"golden retriever","name_ko":"골든 리트리버","concept":"wn:n02099601",)"
      R"("confidence":0.9412,"ancestors":["dog","animal"],"ancestors_ko":["개","동물"],)"
      R"("evidence":["classes","objects"]}],)"
      R"("objects":[{"category":"dog","name_ko":"개","concept":"wn:n02084071",)"
      R"("confidence":0.9,"box":[10.3,20.0,100.4,200.2]}],)"
      R"("faces":[{"box":[1.0,2.0,30.0,40.0],"scheme":"four",)"
      R"("landmarks":[[5.0,10.0],[20.5,10.0],[12.0,20.0],[12.0,30.0]],)"
      R"("confidence":0.875,"quality":0.5}],)"
      R"("colours":[{"name":"blue","name_ko":"파란색","share":0.75,"rgb":[0,12,255]}],)"
      R"("checks":[{"word":"강아지","verdict":"yes","chance":0.97,"evidence":[)"
      R"({"task":"objects","name":"dog","confidence":0.93,"box":[1.0,2.0,30.0,40.0]},)"
      R"({"task":"classes","name":"beagle","confidence":0.5}]},)"
      R"({"word":"beach","verdict":"no","chance":0.01,"evidence":[]},)"
      R"({"word":"zzz","verdict":"unsure","chance":null,"evidence":[]}],)"
      R"("missing":[{"name":"frisbee","name_ko":"원반","concept":"wn:n03397947",)"
      R"("confidence":0.9}]})");
}

TEST(PhotoJson, ReadsWhatItWrites) {
  const auto read = photo_report_from_json(to_json_line(beach(), Identity::written));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, beach());
}

TEST(PhotoJson, TellsWhatTheFileCarries) {
  const PhotoReport report{
      .file = "a.heic",
      .width = 40,
      .height = 30,
      .format = "heic",
      .notes = {.keywords = {"puppy", "노을"},
                .rating = 4,
                .title = "Beach",
                .regions = {{.name = "Mina", .kind = "Face", .box = {1, 2, 11, 22}}}},
      .dates_set_aside = {"exif: the year 0000"},
      .flaw = "it ends early"};
  EXPECT_EQ(to_json_line(report),
            R"({"file":"a.heic","width":40,"height":30,"format":"heic",)"
            R"("notes":{"keywords":["puppy","노을"],"rating":4,"title":"Beach",)"
            R"("regions":[{"name":"Mina","kind":"Face","box":[1.0,2.0,10.0,20.0]}]},)"
            R"("dates_set_aside":["exif: the year 0000"],"flaw":"it ends early"})");
  const auto read = photo_report_from_json(to_json_line(report));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, report);
}

TEST(PhotoJson, LeavesOutNotesThatNobodyReadsInALine) {
  const PhotoReport report{.file = "a.jpg",
                           .notes = {.keywords = std::vector<std::string>(600, "word"),
                                     .description = std::string(100'000, 'x')}};
  const auto json = nlohmann::json::parse(to_json_line(report));
  EXPECT_EQ(json["notes"]["keywords"].size(), 500U);
  EXPECT_FALSE(json["notes"].contains("description"));
}

TEST(PhotoJson, KeepsIdentityToItselfUnlessAsked) {
  EXPECT_EQ(to_json_line(beach()).find("identity"), std::string::npos);
  EXPECT_NE(to_json_line(beach(), Identity::written).find(R"("identity":[0.6,-0.8])"),
            std::string::npos);
}

TEST(PhotoJson, SaysNothingOfWhatWasNotLookedFor) {
  EXPECT_EQ(to_json_line({.file = "a.jpg", .width = 2, .height = 1}),
            R"({"file":"a.jpg","width":2,"height":1})");
}

TEST(PhotoJson, TellsNothingThereFromNotLookedFor) {
  const PhotoReport nothing{.file = "a.jpg",
                            .width = 2,
                            .height = 1,
                            .tags = std::vector<NamedTag>{},
                            .faces = std::vector<Face>{}};
  EXPECT_EQ(to_json_line(nothing), R"({"file":"a.jpg","width":2,"height":1,"tags":[],"faces":[]})");
  EXPECT_EQ(*photo_report_from_json(to_json_line(nothing)), nothing);
}

TEST(PhotoJson, GivesAnErrorItsReasonAndItsKind) {
  const PhotoReport failed{.file = "cut.jpg",
                           .error = Error{ErrorCode::corrupt_data, "read cut.jpg: it ends early"}};
  EXPECT_EQ(
      to_json_line(failed),
      R"({"file":"cut.jpg","error":"read cut.jpg: it ends early","error_code":"corrupt_data"})");
  EXPECT_EQ(*photo_report_from_json(to_json_line(failed)), failed);
}

TEST(PhotoJson, LetsEnglishStandInForAMissingKoreanName) {
  PhotoReport report{.file = "a.jpg"};
  report.tags = {
      {.tag = {.concept_id = "own:momo"}, .name = {"momo", ""}, .ancestors = {{"x", ""}}}};
  const auto json = nlohmann::json::parse(to_json_line(report));
  EXPECT_EQ(json["tags"][0]["name_ko"], "momo");
  EXPECT_EQ(json["tags"][0]["ancestors_ko"][0], "x");
  EXPECT_EQ(*photo_report_from_json(to_json_line(report)), report);
}

TEST(PhotoJson, ReplacesBytesThatAreNotUtf8) {
  const PhotoReport report{.file = "caf\xe9\n\"<.jpg", .camera = "\xff\xfe"};
  const std::string line = to_json_line(report);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto json = nlohmann::json::parse(line);
  EXPECT_EQ(json["file"], "caf\uFFFD\n\"<.jpg");
  EXPECT_EQ(json["camera"], "\uFFFD\uFFFD");
}

TEST(PhotoJson, IsValidWhateverTheNumbersAre) {
  PhotoReport report = beach();
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float infinite = std::numeric_limits<float>::infinity();
  report.tags->front().tag.confidence = nan;
  report.objects->front().object.confidence = 1.00001F;
  report.objects->front().object.box = {nan, -infinite, infinite, 3.4e38F};
  report.gps = Position{.latitude = std::numeric_limits<double>::infinity(), .longitude = -0.0};
  const auto json = nlohmann::json::parse(to_json_line(report));
  EXPECT_EQ(json["tags"][0]["confidence"], 0);
  EXPECT_EQ(json["objects"][0]["confidence"], 1);
  EXPECT_EQ(json["objects"][0]["box"][0], 0);
  EXPECT_EQ(json["gps"]["latitude"], 0);
}

TEST(PhotoJson, WritesNumbersAsShortAsTheyAre) {
  PhotoReport report = beach();
  report.tags->front().tag.confidence = 0.123456789F;
  report.objects->front().object.box = {-0.04F, 0.26F, 99.99F, 33.333333F};
  const std::string line = to_json_line(report);
  EXPECT_NE(line.find(R"("confidence":0.1235,)"), std::string::npos) << line;
  EXPECT_NE(line.find(R"("box":[0.0,0.3,100.0,33.0])"), std::string::npos) << line;
}

TEST(PhotoJson, PassesOverMembersOfANewerProgram) {
  EXPECT_TRUE(photo_report_from_json(R"({"file":"a","mood":{"good":[1,2,{}]},"tags":[]})"));
}

TEST(PhotoJson, NamesThePlaceOfWhatIsWrong) {
  const std::string task = "read a photo's line of JSON: ";
  EXPECT_EQ(error_of(""), task + "not JSON");
  EXPECT_EQ(error_of("[]"), task + "no object");
  EXPECT_EQ(error_of("{}"), task + "file: missing");
  EXPECT_EQ(error_of(R"({"file":7})"), task + "file: no text");
  EXPECT_EQ(error_of(R"({"file":"a","width":0,"height":1})"),
            task + "width: no number in its range");
  EXPECT_EQ(error_of(R"({"file":"a","width":1})"), task + "height: missing");
  EXPECT_EQ(error_of(R"({"file":"a","taken_at":"yesterday"})"), task + "taken_at: no time");
  EXPECT_EQ(error_of(R"({"file":"a","gps":{"latitude":91,"longitude":0}})"),
            task + "gps.latitude: no number in its range");
  EXPECT_EQ(error_of(R"({"file":"a","tags":{}})"), task + "tags: no list");
  EXPECT_EQ(error_of(R"({"file":"a","tags":[7]})"), task + "tags[0]: no object");
  EXPECT_EQ(error_of(R"({"file":"a","objects":[{"category":"x","confidence":2,"box":[1,2,3,4]}]})"),
            task + "objects[0].confidence: no number in its range");
  EXPECT_EQ(error_of(R"({"file":"a","objects":[{"category":"x","confidence":1,"box":[1,2,3]}]})"),
            task + "objects[0].box: not four numbers");
  EXPECT_EQ(error_of(R"({"file":"a","faces":[{"box":[1,2,3,1e300],"confidence":1}]})"),
            task + "faces[0].box: not four numbers");
  EXPECT_EQ(
      error_of(R"({"file":"a","faces":[{"box":[1,2,3,4],"confidence":1,"landmarks":[[1]]}]})"),
      task + "faces[0].landmarks: not a list of points");
  EXPECT_EQ(error_of("{\"file\":\"\xff\"}"), task + "not JSON");
}

TEST(PhotoJson, CutShortAnywhereIsAnErrorNotACrash) {
  const std::string line = to_json_line(beach(), Identity::written);
  for (std::size_t length = 0; length < line.size(); ++length) {
    EXPECT_FALSE(photo_report_from_json(line.substr(0, length))) << length;
  }
}

TEST(PhotoJson, SurvivesAnyDamage) {
  const std::string line = to_json_line(beach(), Identity::written);
  std::mt19937 random(1);
  int still_read = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string damaged = line;
    for (int n = 0; n < 3; ++n) damaged[random() % damaged.size()] = static_cast<char>(random());
    const auto report = photo_report_from_json(damaged);
    if (!report) continue;
    ++still_read;
    EXPECT_TRUE(photo_report_from_json(to_json_line(*report, Identity::written)));
  }
  EXPECT_GT(still_read, 0);
}

TEST(PhotoJson, RefusesWhatWouldTakeTooMuchMemoryBeforeTakingIt) {
  const auto code = [](const std::string& line) {
    const auto report = photo_report_from_json(line);
    return report ? std::string_view("read") : name_of(report.error().code);
  };
  EXPECT_EQ(code(std::string(1'000'000, '[')), "too_large");
  EXPECT_EQ(code("[" + std::string(2'000'000, ',') + "]"), "too_large");
  EXPECT_EQ(code(std::string(20'000'000, ' ')), "too_large");
  std::string tags = R"({"file":"a","tags":[)";
  for (int i = 0; i < 10'001; ++i) tags += i == 0 ? "{}" : ",{}";
  EXPECT_EQ(code(tags + "]}"), "corrupt_data");
}

TEST(PhotoJson, ReadsAnObjectOfManyMembersInItsStride) {
  std::string line = "{\"file\":\"a\"";
  for (int i = 0; i < 200'000; ++i) line += ",\"" + std::to_string(i) + "\":0";
  EXPECT_TRUE(photo_report_from_json(line + "}"));  // quadratic time would run into the time limit
}

TEST(PhotoJson, TellsWhereInAFilmAShotLies) {
  PhotoReport shot{.file = "film.mp4", .width = 4, .height = 3};
  shot.tags.emplace();
  shot.span = FilmSpan{.from = 1200ms, .until = 9040ms, .at = 2120500us};
  PhotoReport& moment = shot.moments.emplace_back();
  moment.span = FilmSpan{.from = 1200ms, .until = 5s, .at = 2120500us};
  moment.faces.emplace();
  const std::string line = to_json_line(shot);
  EXPECT_EQ(line,
            R"({"file":"film.mp4","width":4,"height":3,"from_s":1.2,"until_s":9.04,"at_s":2.121,)"
            R"("tags":[],"moments":[{"from_s":1.2,"until_s":5.0,"at_s":2.121,"faces":[]}]})");
  const auto read = photo_report_from_json(line);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->span->from, 1200ms);
  EXPECT_EQ(read->span->at, 2121ms);
  ASSERT_EQ(read->moments.size(), 1U);
  EXPECT_EQ(read->moments[0].span->until, 5s);
  EXPECT_TRUE(read->moments[0].faces && !read->moments[0].tags);
  EXPECT_FALSE(photo_report_from_json(R"({"file":"a","from_s":-1,"until_s":2,"at_s":1})"));
}

}  // namespace
}  // namespace nunchi::wire
