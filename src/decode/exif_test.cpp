#include "decode/exif.h"

#include <gtest/gtest.h>

#include "decode/made_files.h"

namespace nunchi::decode {
namespace {

TEST(ReadExif, ListsDatesTheMostTrustedFirst) {
  const Bytes exif = MadeExif()
                         .text(MadeExif::kMain, 0x0132, "2021:01:01 01:01:01")
                         .text(MadeExif::kExif, 0x9004, "2020:02:02 02:02:02")
                         .text(MadeExif::kExif, 0x9003, "2019:03:03 03:03:03")
                         .text(MadeExif::kExif, 0x9010, "+01:00")
                         .text(MadeExif::kExif, 0x9011, "+02:00")
                         .text(MadeExif::kExif, 0x9291, "123")  // fractions are not looked at
                         .bytes();
  const ExifFacts facts = read_exif(exif);
  ASSERT_EQ(facts.dates.size(), 3U);
  EXPECT_EQ(facts.dates[0].when, "2019:03:03 03:03:03");
  EXPECT_EQ(facts.dates[0].offset, "+02:00");
  EXPECT_EQ(facts.dates[0].source, "exif");
  EXPECT_EQ(facts.dates[1].source, "exif-digitized");
  EXPECT_EQ(facts.dates[1].offset, "");
  EXPECT_EQ(facts.dates[2].source, "exif-modified");
  EXPECT_EQ(facts.dates[2].offset, "+01:00");
}

TEST(ReadExif, TakesABlankDateForNone) {
  EXPECT_TRUE(read_exif(MadeExif().text(MadeExif::kExif, 0x9003, "    :  :     :  :  ").bytes())
                  .dates.empty());
}

MadeExif at(const char* north, std::pair<std::uint32_t, std::uint32_t> latitude, const char* east,
            std::pair<std::uint32_t, std::uint32_t> longitude) {
  return MadeExif()
      .text(MadeExif::kGps, 1, north)
      .ratios(MadeExif::kGps, 2, {latitude, {30, 1}, {0, 1}})
      .text(MadeExif::kGps, 3, east)
      .ratios(MadeExif::kGps, 4, {longitude, {15, 1}, {0, 1}});
}

TEST(ReadExif, SignsPositionsByTheirReferences) {
  const auto south_west = read_exif(at("S", {12, 1}, "W", {77, 1}).bytes()).gps;
  ASSERT_TRUE(south_west);
  EXPECT_DOUBLE_EQ(south_west->latitude, -12.5);
  EXPECT_DOUBLE_EQ(south_west->longitude, -77.25);
  EXPECT_FALSE(south_west->altitude);

  const auto below = read_exif(at("N", {31, 1}, "E", {35, 1})
                                   .byte(MadeExif::kGps, 5, 1)
                                   .ratios(MadeExif::kGps, 6, {{430, 1}})
                                   .bytes())
                         .gps;
  ASSERT_TRUE(below);
  EXPECT_DOUBLE_EQ(below->altitude.value_or(0), -430);
}

TEST(ReadExif, GivesNoPositionWhereItMakesNoSense) {
  EXPECT_FALSE(read_exif(at("N", {91, 1}, "E", {77, 1}).bytes()).gps);
  EXPECT_FALSE(read_exif(at("N", {12, 1}, "E", {181, 1}).bytes()).gps);
  EXPECT_FALSE(read_exif(at("N", {12, 0}, "E", {77, 1}).bytes()).gps);
  EXPECT_FALSE(read_exif(at("", {12, 1}, "E", {77, 1}).bytes()).gps);
  EXPECT_FALSE(read_exif(at("N", {12, 1}, "N", {77, 1}).bytes()).gps);
  EXPECT_FALSE(read_exif(MadeExif()
                             .text(MadeExif::kGps, 1, "N")
                             .ratios(MadeExif::kGps, 2, {{0, 1}, {0, 1}, {0, 1}})
                             .text(MadeExif::kGps, 3, "E")
                             .ratios(MadeExif::kGps, 4, {{0, 1}, {0, 1}, {0, 1}})
                             .bytes())
                   .gps);
}

TEST(ReadExif, TakesOnlyTheEightOrientations) {
  for (const int orientation : {0, 9, 300}) {
    EXPECT_EQ(read_exif(exif_with_orientation(orientation)).orientation, std::nullopt);
  }
  EXPECT_EQ(read_exif(exif_with_orientation(8)).orientation, 8);
}

TEST(ReadExif, SkipsThePrefixOfJpegSegments) {
  Bytes prefixed = bytes_of(std::string_view("Exif\0\0", 6));
  append(prefixed, exif_with_orientation(5));
  EXPECT_EQ(read_exif(prefixed).orientation, 5);
}

TEST(ReadExif, StandsAnyBytes) {
  const Bytes whole = at("N", {12, 1}, "E", {77, 1})
                          .text(MadeExif::kMain, 0x010f, "Maker")
                          .text(MadeExif::kExif, 0x9003, "2019:03:03 03:03:03")
                          .bytes();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    read_exif(std::span(whole).first(size));
  }
  std::mt19937 random(5);
  for (int round = 0; round < 2000; ++round) {
    Bytes damaged = whole;
    for (int i = 0; i < 3; ++i)
      damaged[random() % damaged.size()] = static_cast<std::byte>(random());
    read_exif(damaged);
  }
}

TEST(CameraName, SaysTheMakerOnce) {
  EXPECT_EQ(camera_name("Canon", "Canon EOS 40D"), "Canon EOS 40D");
  EXPECT_EQ(camera_name("NIKON CORPORATION", "NIKON D70"), "NIKON D70");
  EXPECT_EQ(camera_name("Apple", "iPhone 15 Pro"), "Apple iPhone 15 Pro");
  EXPECT_EQ(camera_name("SONY", ""), "SONY");
  EXPECT_EQ(camera_name("", "DMC-FZ30"), "DMC-FZ30");
  EXPECT_EQ(camera_name("", ""), "");
  EXPECT_EQ(camera_name("OLYMPUS IMAGING CORP.  ", "  E-M10\t\x01Mark"),
            "OLYMPUS IMAGING CORP. E-M10 Mark");
}

}  // namespace
}  // namespace nunchi::decode
