#include "decode/photo.h"

#include <gtest/gtest.h>

#include "decode/made_files.h"

namespace nunchi::decode {
namespace {

using namespace std::chrono_literals;

TEST(DecodePhoto, TurnsAJpegByEachOfTheEightOrientations) {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const Bytes file = with_segment(jpeg_of(stored_at(corners(), orientation)),
                                    exif_segment(exif_with_orientation(orientation)));
    const auto photo = decode_photo(file);
    ASSERT_EQ(corners_of(photo), kUprightCorners) << orientation;
    EXPECT_EQ(photo->width, 96);
    EXPECT_EQ(photo->height, 64);
    EXPECT_EQ(photo->format, "jpeg");
    EXPECT_EQ(photo->flaw, "");
  }
}

TEST(DecodePhoto, TurnsAPngByEachOfTheEightOrientations) {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const auto photo = decode_photo(
        png_of(stored_at(corners(), orientation), {.exif = exif_with_orientation(orientation)}));
    ASSERT_EQ(corners_of(photo), kUprightCorners) << orientation;
    EXPECT_EQ(photo->image, corners());
    EXPECT_EQ(photo->format, "png");
  }
}

TEST(DecodePhoto, TurnsAWebPByEachOfTheEightOrientations) {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const Image stored = stored_at(corners(), orientation);
    const Bytes file = webp_with_exif(*encode_webp(stored, 95), stored.width, stored.height,
                                      exif_with_orientation(orientation));
    const auto photo = decode_photo(file);
    ASSERT_EQ(corners_of(photo), kUprightCorners) << orientation;
    EXPECT_EQ(photo->width, 96);
    EXPECT_EQ(photo->format, "webp");
  }
}

TEST(DecodePhoto, ReadsDatePlaceAndCamera) {
  const Bytes exif = MadeExif()
                         .text(MadeExif::kMain, 0x010f, "Canon ")
                         .text(MadeExif::kMain, 0x0110, "Canon EOS 40D")
                         .text(MadeExif::kMain, 0x0132, "2021:01:01 00:00:00")  // the edit's
                         .text(MadeExif::kExif, 0x9003, "2019:07:03 14:03:05")
                         .text(MadeExif::kExif, 0x9011, "+09:00")
                         .text(MadeExif::kGps, 1, "N")
                         .ratios(MadeExif::kGps, 2, {{37, 1}, {33, 1}, {3600, 100}})
                         .text(MadeExif::kGps, 3, "E")
                         .ratios(MadeExif::kGps, 4, {{126, 1}, {58, 1}, {48, 1}})
                         .byte(MadeExif::kGps, 5, 0)
                         .ratios(MadeExif::kGps, 6, {{385, 10}})
                         .bytes();
  for (const Bytes& file :
       {with_segment(jpeg_of(corners()), exif_segment(exif)), png_of(corners(), {.exif = exif}),
        webp_with_exif(*encode_webp(corners()), 96, 64, exif)}) {
    const auto photo = decode_photo(file);
    ASSERT_TRUE(photo) << photo.error().message;
    ASSERT_TRUE(photo->taken) << photo->format;
    EXPECT_EQ(to_iso8601(*photo->taken), "2019-07-03T14:03:05+09:00");
    EXPECT_EQ(photo->taken->source, "exif");
    EXPECT_EQ(photo->camera, "Canon EOS 40D");
    ASSERT_TRUE(photo->gps);
    EXPECT_NEAR(photo->gps->latitude, 37.56, 1e-9);
    EXPECT_NEAR(photo->gps->longitude, 126.98, 1e-9);
    EXPECT_NEAR(photo->gps->altitude.value_or(0), 38.5, 1e-9);
  }
}

TEST(DecodePhoto, SetsImpossibleDatesAsideAndTakesTheNextBest) {
  const Bytes exif = MadeExif()
                         .text(MadeExif::kMain, 0x0132, "2018:05:06 07:08:09")
                         .text(MadeExif::kExif, 0x9003, "0000:00:00 00:00:00")
                         .text(MadeExif::kExif, 0x9004, "2050:01:01 00:00:00")
                         .bytes();
  const auto photo = decode_photo(with_segment(jpeg_of(corners()), exif_segment(exif)),
                                  {.now = std::chrono::sys_days{2024y / 3 / 1}});
  ASSERT_TRUE(photo);
  ASSERT_TRUE(photo->taken);
  EXPECT_EQ(to_iso8601(*photo->taken), "2018-05-06T07:08:09");
  EXPECT_EQ(photo->taken->source, "exif-modified");
  EXPECT_EQ(
      photo->dates_set_aside,
      (std::vector<std::string>{"exif \"0000:00:00 00:00:00\": no such day",
                                "exif-digitized \"2050:01:01 00:00:00\": lies in the future"}));
}

TEST(DecodePhoto, ChecksPixelsBeforeMemoryIsTaken) {
  Bytes huge = bytes_of(std::string_view("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
  put_big(huge, 60'000, 4);
  put_big(huge, 60'000, 4);
  put(huge, std::string_view("\x08\x02\0\0\0", 5));
  put_big(huge, 0, 4);
  append(huge, bytes_of(std::string_view("\0\0\0\x01IDAT\0....", 13)));
  const auto png = decode_photo(huge);
  ASSERT_FALSE(png);
  EXPECT_EQ(png.error().code, ErrorCode::too_large);
  EXPECT_EQ(png.error().message, "decode png: 60000 x 60000 pixels, the limit is 200 megapixels");

  for (const Bytes& file : {jpeg_of(corners()), png_of(corners()), *encode_webp(corners())}) {
    const auto photo = decode_photo(file, {.most_pixels = 96 * 64 - 1});
    ASSERT_FALSE(photo);
    EXPECT_EQ(photo.error().code, ErrorCode::too_large);
    EXPECT_TRUE(decode_photo(file, {.most_pixels = 96 * 64}));
    const auto long_file = decode_photo(file, {.most_bytes = file.size() - 1});
    ASSERT_FALSE(long_file);
    EXPECT_EQ(long_file.error().code, ErrorCode::too_large);
  }
}

TEST(DecodePhoto, RefusesWhatIsNoPicture) {
  for (const std::string_view text : {"", "P", "hello, world", "GIF", "\xff\xd8"}) {
    const auto photo = decode_photo(bytes_of(text));
    ASSERT_FALSE(photo) << text;
    EXPECT_EQ(photo.error().code, ErrorCode::unsupported) << text;
  }
}

TEST(ReadPhoto, NamesTheFileInItsErrors) {
  const TemporaryFolder folder;
  const auto missing = read_photo(folder.path() / "none.jpg");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  EXPECT_NE(missing.error().message.find("none.jpg"), std::string::npos);

  const auto text = read_photo(folder.write("text.jpg", bytes_of("no picture")));
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, ErrorCode::unsupported);
  EXPECT_NE(text.error().message.find("text.jpg"), std::string::npos);

  const auto folder_itself = read_photo(folder.path());
  ASSERT_FALSE(folder_itself);
  EXPECT_EQ(folder_itself.error().code, ErrorCode::invalid_argument);
}

TEST(ReadPhoto, TellsTheKindByContentNotByName) {
  const TemporaryFolder folder;
  const auto photo = read_photo(folder.write("really-a-png.jpg", png_of(corners())));
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(photo->format, "png");
}

}  // namespace
}  // namespace nunchi::decode
