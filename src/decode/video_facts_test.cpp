#include "decode/video_facts.h"

#include <gtest/gtest.h>

#include "decode/made_films.h"
#include "decode/video_place.h"
#include "decode/video_reader.h"

namespace nunchi::decode {
namespace {

using namespace std::chrono_literals;

VideoFacts facts_with(std::map<std::string, std::string> tags, const char* container = "mov") {
  const MadeStream stream{.frames = 3, .frame = [](int) { return black_image(32, 32); }};
  auto reader = VideoReader::open(
      film_of({.streams = {stream}, .container = container, .tags = std::move(tags)}),
      {.now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 1}});
  EXPECT_TRUE(reader);
  return reader ? reader->facts() : VideoFacts{};
}

std::string taken_of(const VideoFacts& facts) {
  return facts.taken ? to_iso8601(*facts.taken) + " " + facts.taken->source : "";
}

TEST(VideoFacts, BelieveTheDateWithAZoneBeforeTheMovieClock) {
  EXPECT_EQ(
      taken_of(facts_with({{"creation_time", "2019-07-03T05:03:05.000000Z"},
                           {"com.apple.quicktime.creationdate", "2019-07-03T14:03:01+0900"}})),
      "2019-07-03T14:03:01+09:00 quicktime");
}

TEST(VideoFacts, ReadTheMovieClockAsUniversalTime) {
  EXPECT_EQ(taken_of(facts_with({{"creation_time", "2019-07-03T05:03:05.000000Z"}}, "mp4")),
            "2019-07-03T05:03:05+00:00 movie");
}

TEST(VideoFacts, ReadTheClockOfACameraWithoutZonesAsItsOwn) {
  EXPECT_EQ(taken_of(facts_with(
                {{"creation_time", "2019-07-03T14:03:05.000000Z"}, {"firmware", "HD4.02.05.00.00"}},
                "mp4")),
            "2019-07-03T14:03:05 movie");
}

TEST(VideoFacts, DoNotBelieveAClockThatWasNeverSetOrRunsAhead) {
  for (const char* date :
       {"1970-01-01T00:00:10Z", "2031-01-01T00:00:00Z", "1980-01-01T00:00:00Z"}) {
    const VideoFacts facts = facts_with({{"creation_time", date}}, "mp4");
    EXPECT_FALSE(facts.taken) << date;
    EXPECT_EQ(facts.dates_set_aside.size(), 1U) << date;
  }
}

TEST(VideoFacts, TellPlaceCameraAndTheOtherHalfOfALivePhoto) {
  const VideoFacts facts =
      facts_with({{"com.apple.quicktime.location.ISO6709", "+35.1587+129.1604+003.500/"},
                  {"com.apple.quicktime.make", "Apple"},
                  {"com.apple.quicktime.model", "iPhone 12"},
                  {"com.apple.quicktime.content.identifier", "B3A1-77"}});
  EXPECT_EQ(facts.camera, "Apple iPhone 12");
  EXPECT_EQ(facts.content_identifier, "B3A1-77");
  ASSERT_TRUE(facts.gps);
  EXPECT_DOUBLE_EQ(facts.gps->latitude, 35.1587);
  EXPECT_DOUBLE_EQ(facts.gps->longitude, 129.1604);
  EXPECT_DOUBLE_EQ(facts.gps->altitude.value_or(0), 3.5);
}

TEST(VideoFacts, TellShapeLengthAndSound) {
  const MadeStream stream{.frames = 50, .frame = [](int) { return black_image(64, 32); }};
  auto reader = VideoReader::open(film_of({.streams = {stream}, .sound = true}));
  ASSERT_TRUE(reader);
  const VideoFacts& facts = reader->facts();
  EXPECT_EQ(facts.codec, "mpeg4");
  EXPECT_EQ(facts.container, "mov");
  EXPECT_TRUE(facts.has_sound);
  EXPECT_NEAR(facts.frames_per_second, 25, 0.6);
  EXPECT_NEAR(std::chrono::duration<double>(facts.duration).count(), 2, 0.1);
}

TEST(VideoPlace, ReadsDegreesMinutesAndSeconds) {
  const auto degrees = parse_iso6709("-33.8568+151.2153/");
  ASSERT_TRUE(degrees);
  EXPECT_DOUBLE_EQ(degrees->latitude, -33.8568);
  EXPECT_DOUBLE_EQ(degrees->longitude, 151.2153);
  EXPECT_FALSE(degrees->altitude);
  EXPECT_NEAR(parse_iso6709("+3509.522+12909.624/")->latitude, 35.1587, 1e-4);
  EXPECT_NEAR(parse_iso6709("+350931.3+1290937.4-005CRSWGS_84/")->longitude, 129.1604, 1e-4);
}

TEST(VideoPlace, RefusesWhatIsNoPlace) {
  for (const char* text : {"", "here", "+35", "+95.0+010.0/", "+35.0+190.0/", "+00.0000+000.0000/",
                           "+3x.0+010.0/", "35.0 129.0", "+1234567.8+1.0/", "+.+./"}) {
    EXPECT_FALSE(parse_iso6709(text)) << text;
  }
}

}  // namespace
}  // namespace nunchi::decode
