#include "decode/evidence.h"

#include <gtest/gtest.h>

#include "decode/made_files.h"

namespace nunchi::decode {
namespace {

Bytes packet(std::string_view attributes, std::string_view inside = "") {
  return bytes_of(
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
      "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xmp='http://ns.adobe.com/xap/1.0/' "
      "xmlns:exif='http://ns.adobe.com/exif/1.0/' xmlns:tiff='http://ns.adobe.com/tiff/1.0/' " +
      std::string(attributes) + ">" + std::string(inside) + "</rdf:Description></rdf:RDF>");
}

Bytes jpeg_with(const Bytes& exif, const Bytes& xmp) {
  Bytes file = jpeg_of(corners());
  if (!xmp.empty()) {
    Bytes content = bytes_of(std::string_view("http://ns.adobe.com/xap/1.0/\0", 29));
    append(content, xmp);
    file = with_segment(file, segment(0xe1, content));
  }
  return exif.empty() ? file : with_segment(file, exif_segment(exif));
}

std::string taken_of(const std::filesystem::path& file) {
  const auto photo = read_photo(file);
  if (!photo) return photo.error().message;
  return photo->taken ? photo->taken->source + ' ' + to_iso8601(*photo->taken) : "";
}

const Bytes& full_exif() {
  static const Bytes kExif = MadeExif()
                                 .text(MadeExif::kMain, 0x0132, "2011:01:01 01:01:01")
                                 .text(MadeExif::kExif, 0x9003, "2019:03:03 03:03:03")
                                 .bytes();
  return kExif;
}

TEST(Evidence, TrustsTheSideCarMostAndTheNameLeast) {
  const TemporaryFolder folder;
  const Bytes edited = MadeExif().text(MadeExif::kMain, 0x0132, "2011:01:01 01:01:01").bytes();
  const Bytes xmp = packet("xmp:CreateDate='2012-02-02T02:02:02'");
  EXPECT_EQ(taken_of(folder.write("a.jpg", jpeg_with(full_exif(), xmp))),
            "exif 2019-03-03T03:03:03");
  EXPECT_EQ(taken_of(folder.write("b.jpg", jpeg_with(edited, xmp))), "xmp 2012-02-02T02:02:02");
  EXPECT_EQ(taken_of(folder.write("20150505_050505.jpg", jpeg_with(edited, {}))),
            "exif-modified 2011-01-01T01:01:01");
  EXPECT_EQ(taken_of(folder.write("20150505_050506.jpg", jpeg_with({}, {}))),
            "name 2015-05-05T05:05:06");
  EXPECT_EQ(taken_of(folder.write("c.jpg", jpeg_with({}, {}))), "");
  folder.write("a.jpg.xmp", packet("exif:DateTimeOriginal='2001-01-01T00:00:00Z'"));
  EXPECT_EQ(taken_of(folder.path() / "a.jpg"), "side-car 2001-01-01T00:00:00+00:00");
  folder.write("b.xmp", packet("exif:DateTimeOriginal='2002-01-01T00:00:00Z'"));
  EXPECT_EQ(taken_of(folder.path() / "b.jpg"), "side-car 2002-01-01T00:00:00+00:00");
}

TEST(Evidence, JoinsTheNotesOfTheFileAndItsSideCar) {
  const TemporaryFolder folder;
  const auto file = folder.write(
      "a.jpg",
      jpeg_with({}, packet("xmp:Rating='2'",
                           "<dc:title>embedded</dc:title><dc:subject><rdf:Bag><rdf:li>dog</rdf:li>"
                           "<rdf:li>sea</rdf:li></rdf:Bag></dc:subject>")));
  folder.write(
      "a.xmp",
      packet(
          "xmp:Rating='5' exif:GPSLatitude='1,30N' exif:GPSLongitude='2,15E'",
          "<dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li>sun</rdf:li></rdf:Bag></dc:subject>"));
  const auto photo = read_photo(file);
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(photo->notes.keywords, (std::vector<std::string>{"sea", "sun", "dog"}));
  EXPECT_EQ(photo->notes.rating, 5);
  EXPECT_EQ(photo->notes.title, "embedded");
  ASSERT_TRUE(photo->gps);
  EXPECT_EQ(photo->gps->latitude, 1.5);
}

TEST(Evidence, TurnsByXmpOnlyWhereExifIsSilent) {
  const auto turned = decode_photo(jpeg_with({}, packet("tiff:Orientation='6'")));
  ASSERT_TRUE(turned);
  EXPECT_EQ(turned->width, 64);
  const auto silent =
      decode_photo(jpeg_with(exif_with_orientation(1), packet("tiff:Orientation='6'")));
  ASSERT_TRUE(silent);
  EXPECT_EQ(silent->width, 96);
}

TEST(Evidence, ReadsIptcOfAJpeg) {
  Bytes records =
      bytes_of(std::string_view("\x1c\x02\x19\0\x03"
                                "dog",
                                8));
  Bytes content =
      bytes_of(std::string_view("Photoshop 3.0\0"
                                "8BIM\x04\x04\0\0",
                                22));
  put_big(content, records.size(), 4);
  append(content, records);
  const auto photo = decode_photo(with_segment(jpeg_of(corners()), segment(0xed, content)));
  ASSERT_TRUE(photo);
  EXPECT_EQ(photo->notes.keywords, std::vector<std::string>{"dog"});
}

}  // namespace
}  // namespace nunchi::decode
