#include "decode/xmp.h"

#include <gtest/gtest.h>

#include "decode/made_files.h"

namespace nunchi::decode {
namespace {

std::string packet(std::string_view inside, std::string_view attributes = "") {
  return R"(<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:digiKam="http://www.digikam.org/ns/1.0/"
 xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0"
 xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
 xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"
 xmlns:MP="http://ns.microsoft.com/photo/1.2/" xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#"
 xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#" )" +
         std::string(attributes) + ">" + std::string(inside) +
         "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";
}

XmpFacts facts(std::string_view inside, std::string_view attributes = "") {
  return read_xmp(bytes_of(packet(inside, attributes)));
}

using Words = std::vector<std::string>;

TEST(ReadXmp, ListsKeywordsOnceWithTheLastWordsOfHierarchies) {
  EXPECT_EQ(
      facts(
          "<dc:subject><rdf:Bag><rdf:li>dog</rdf:li><rdf:li> 바다 </rdf:li></rdf:Bag></dc:subject>"
          "<lr:hierarchicalSubject><rdf:Bag><rdf:li>animal|dog</rdf:li><rdf:li>place|beach</rdf:li>"
          "</rdf:Bag></lr:hierarchicalSubject>"
          "<digiKam:TagsList><rdf:Seq><rdf:li>People/Momo</rdf:li></rdf:Seq></digiKam:TagsList>")
          .notes.keywords,
      (Words{"dog", "바다", "beach", "Momo"}));
}

TEST(ReadXmp, ReadsStarsTitleAndDescription) {
  const Notes notes = facts(
                          "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Summer &amp; "
                          "sea</rdf:li></rdf:Alt></dc:title>"
                          "<dc:description>plain</dc:description>",
                          "xmp:Rating='4'")
                          .notes;
  EXPECT_EQ(notes.title, "Summer & sea");
  EXPECT_EQ(notes.description, "plain");
  EXPECT_EQ(notes.rating, 4);
  EXPECT_EQ(facts("<xmp:Rating>-1</xmp:Rating>").notes.rating, -1);
  EXPECT_EQ(facts("<xmp:Rating>0</xmp:Rating>").notes.rating, std::nullopt);
  EXPECT_EQ(facts("<xmp:Rating>99</xmp:Rating>").notes.rating, std::nullopt);
  int stars = 1;
  for (const char* percent : {"1", "25", "50", "75", "99"}) {
    EXPECT_EQ(facts("", std::string("MicrosoftPhoto:Rating='") + percent + "'").notes.rating,
              stars++);
  }
}

TEST(ReadXmp, ReadsDatesPlaceCameraAndOrientation) {
  const XmpFacts read =
      facts("",
            "exif:DateTimeOriginal='2019-07-03T14:03:05+09:00' xmp:CreateDate='2020-01-01' "
            "exif:GPSLatitude='37,33.6N' exif:GPSLongitude='126,58,48W' "
            "exif:GPSAltitude='385/10' exif:GPSAltitudeRef='1' "
            "tiff:Make='Canon' tiff:Model='Canon EOS R5' tiff:Orientation='6'");
  ASSERT_EQ(read.dates.size(), 2U);
  EXPECT_EQ(read.dates[0].when, "2019-07-03T14:03:05+09:00");
  EXPECT_EQ(read.dates[0].source, "xmp");
  ASSERT_TRUE(read.gps);
  EXPECT_NEAR(read.gps->latitude, 37.56, 1e-9);
  EXPECT_NEAR(read.gps->longitude, -126.98, 1e-9);
  EXPECT_NEAR(read.gps->altitude.value_or(0), -38.5, 1e-9);
  EXPECT_EQ(read.camera, "Canon EOS R5");
  EXPECT_EQ(read.orientation, 6);
}

TEST(ReadXmp, GivesNoPlaceWhereItMakesNoSense) {
  for (const char* latitude : {"", "37,33.6", "37,33.6E", "95,0N", "N", "x,yN"}) {
    EXPECT_FALSE(
        facts("", std::string("exif:GPSLongitude='126,58.8E' exif:GPSLatitude='") + latitude + "'")
            .gps)
        << latitude;
  }
}

TEST(ReadXmp, TurnsRegionsThatAreMeasuredOnTheStoredPicture) {
  // As digiKam writes one face twice: measured on the stored and on the upright picture.
  const XmpFacts read = facts(
      "<mwg-rs:Regions rdf:parseType='Resource'><mwg-rs:RegionList><rdf:Bag>"
      "<rdf:li "
      "rdf:parseType='Resource'><mwg-rs:Name>Marie</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type>"
      "<mwg-rs:Area stArea:x='0.3' stArea:y='0.6' stArea:w='0.2' stArea:h='0.1' "
      "stArea:unit='normalized'/></rdf:li>"
      "<rdf:li><rdf:Description mwg-rs:Name='Momo' mwg-rs:Type='Pet'><mwg-rs:Area>"
      "<rdf:Description stArea:x='0.5' stArea:y='0.5' stArea:w='1' "
      "stArea:h='1'/></mwg-rs:Area></rdf:Description></rdf:li>"
      "<rdf:li rdf:parseType='Resource'><mwg-rs:Area stArea:x='0.5' stArea:y='0.5' "
      "stArea:d='1'/></rdf:li>"
      "</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"
      "<MP:RegionInfo rdf:parseType='Resource'><MPRI:Regions><rdf:Bag>"
      "<rdf:li MPReg:PersonDisplayName='Marie' MPReg:Rectangle='0.35, 0.2, 0.1, 0.2'/>"
      "<rdf:li MPReg:PersonDisplayName='Pierre' MPReg:Rectangle='0.5, 0.25, 0.25, 0.5'/>"
      "<rdf:li MPReg:PersonDisplayName='Nobody'/>"
      "</rdf:Bag></MPRI:Regions></MP:RegionInfo>");
  const auto regions = regions_of(read.areas, 6, 1000, 500);
  ASSERT_EQ(regions.size(), 3U);
  EXPECT_EQ(regions[0].name, "Marie");
  EXPECT_EQ(regions[0].kind, "Face");
  EXPECT_NEAR(regions[0].box.left, 350, 1e-2);
  EXPECT_NEAR(regions[0].box.right, 450, 1e-2);
  EXPECT_NEAR(regions[0].box.top, 100, 1e-2);
  EXPECT_NEAR(regions[0].box.bottom, 200, 1e-2);
  EXPECT_EQ(regions[1].name, "Momo");
  EXPECT_EQ(regions[1].box, (Box{0, 0, 1000, 500}));
  EXPECT_EQ(regions[2].name, "Pierre");
  EXPECT_EQ(regions[2].box, (Box{500, 125, 750, 375}));
}

TEST(RegionsOf, PutsACornerWhereEachOrientationTurnsIt) {
  // The upper left quarter of the stored picture.
  const std::vector<NamedArea> areas = {{"", "", {0, 0, 0.5F, 0.5F}, true}};
  const Box kCorners[] = {{0, 0, 5, 5}, {5, 0, 10, 5}, {5, 5, 10, 10}, {0, 5, 5, 10},
                          {0, 0, 5, 5}, {5, 0, 10, 5}, {5, 5, 10, 10}, {0, 5, 5, 10}};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    EXPECT_EQ(regions_of(areas, orientation, 10, 10)[0].box, kCorners[orientation - 1])
        << orientation;
  }
}

TEST(ReadXmp, UnderstandsOtherPrefixesAndUtf16) {
  const std::string text =
      "<a:xmpmeta xmlns:a='adobe:ns:meta/'><r:RDF "
      "xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
      "<r:Description "
      "xmlns:d='http://purl.org/dc/elements/1.1/'><d:subject><r:Bag><r:li>dog</r:li></r:Bag>"
      "</d:subject></r:Description></r:RDF></a:xmpmeta>";
  EXPECT_EQ(read_xmp(bytes_of(text)).notes.keywords, Words{"dog"});
  Bytes wide = bytes_of("\xff\xfe");
  for (const char sign : text) put_little(wide, static_cast<unsigned char>(sign), 2);
  EXPECT_EQ(read_xmp(wide).notes.keywords, Words{"dog"});
}

TEST(ReadXmp, StandsAnyBytes) {
  EXPECT_EQ(read_xmp({}).notes, Notes{});
  EXPECT_EQ(read_xmp(bytes_of("no XML at all")).notes, Notes{});
  // As deep as the bytes allow.
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_EQ(read_xmp(bytes_of(deep)).notes, Notes{});
  const Bytes whole =
      bytes_of(packet("<dc:subject><rdf:Bag><rdf:li>dog</rdf:li></rdf:Bag></dc:subject>"));
  for (std::size_t size = 0; size < whole.size(); size += 7) read_xmp(std::span(whole).first(size));
  std::mt19937 random(5);
  for (int round = 0; round < 500; ++round) {
    Bytes damaged = whole;
    for (int i = 0; i < 5; ++i)
      damaged[random() % damaged.size()] = static_cast<std::byte>(random());
    read_xmp(damaged);
  }
}

}  // namespace
}  // namespace nunchi::decode
