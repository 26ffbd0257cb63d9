#include "decode/jpeg_photo.h"

#include <gtest/gtest.h>
#include <turbojpeg.h>

#include "decode/jpeg_markers.h"
#include "decode/made_files.h"

namespace nunchi::decode {
namespace {

TEST(DecodeJpeg, TakesTheSmallestScaleThatKeepsTheShorterSide) {
  const Bytes file = jpeg_of(corners(800, 600));
  struct Case {
    int least_side, width, height;
  };
  for (const Case& c :
       {Case{0, 800, 600}, Case{75, 100, 75}, Case{76, 200, 150}, Case{150, 200, 150},
        Case{151, 400, 300}, Case{301, 800, 600}, Case{5000, 800, 600}, Case{1, 100, 75}}) {
    const auto photo = decode_photo(file, {.least_side = c.least_side});
    ASSERT_TRUE(photo);
    EXPECT_EQ(photo->image.width, c.width) << c.least_side;
    EXPECT_EQ(photo->image.height, c.height) << c.least_side;
    EXPECT_EQ(photo->width, 800);
    EXPECT_EQ(photo->height, 600);
    EXPECT_EQ(corners_of(photo->image), kUprightCorners);
  }
}

TEST(DecodeJpeg, RoundsOddSidesUpWhenReduced) {
  const auto photo = decode_photo(jpeg_of(corners(803, 601)), {.least_side = 76});
  ASSERT_TRUE(photo);
  EXPECT_EQ(photo->image.width, 101);
  EXPECT_EQ(photo->image.height, 76);
}

TEST(DecodeJpeg, ShowsWhatIsThereOfAFileThatEndsEarly) {
  const Bytes whole = jpeg_of(corners(640, 480));
  const Bytes half(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(whole.size() / 2));
  const auto photo = decode_photo(half);
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_NE(photo->flaw, "");
  EXPECT_EQ(colour_at(photo->image, 3, 3), "r--");
  EXPECT_EQ(photo->image.height, 480);
}

TEST(DecodeJpeg, StandsAnyDamage) {
  const Bytes file =
      with_segment(jpeg_of(corners(160, 120), 80),
                   exif_segment(MadeExif()
                                    .number(MadeExif::kMain, 0x0112, 6)
                                    .text(MadeExif::kMain, 0x0110, "a camera")
                                    .text(MadeExif::kExif, 0x9003, "2019:07:03 14:03:05")
                                    .bytes()));
  EXPECT_GT(count_shown_when_damaged(file), 100);
  EXPECT_GT(count_shown_when_damaged(file, {.least_side = 20}), 100);
}

TEST(DecodeJpeg, SkipsStrayBytesBeforeAndBetweenSegments) {
  Bytes file = jpeg_of(corners());
  file.insert(file.begin() + 20, 5, std::byte{0x11});  // behind the JFIF segment
  file.insert(file.begin(), 3, std::byte{'\n'});
  append(file, bytes_of("and a trailer: \xff\xd8\xff"));
  const auto photo = decode_photo(file);
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(corners_of(photo->image), kUprightCorners);
}

TEST(DecodeJpeg, TurnsGreyIntoRgb) {
  const TJPF format = TJPF_GRAY;
  std::vector<unsigned char> grey(64 * 48, 77);
  unsigned char* out = nullptr;
  unsigned long size = 0;
  tjhandle turbo = tjInitCompress();
  ASSERT_EQ(tjCompress2(turbo, grey.data(), 64, 0, 48, format, &out, &size, TJSAMP_GRAY, 90, 0), 0);
  const Bytes file(reinterpret_cast<std::byte*>(out), reinterpret_cast<std::byte*>(out) + size);
  tjFree(out);
  tjDestroy(turbo);
  const auto photo = decode_photo(file);
  ASSERT_TRUE(photo);
  for (std::size_t i = 0; i < photo->image.rgb.size(); ++i) {
    ASSERT_NEAR(photo->image.rgb[i], 77, 1);
  }
}

// Four components as Adobe writes them: inverted, so that 255 is no ink.
Bytes cmyk_jpeg(std::uint8_t cyan, std::uint8_t magenta, std::uint8_t yellow, std::uint8_t key,
                bool as_ycck) {
  std::vector<unsigned char> inks;
  for (int i = 0; i < 32 * 32; ++i) {
    for (const std::uint8_t ink : {cyan, magenta, yellow, key}) {
      inks.push_back(static_cast<unsigned char>(255 - ink));
    }
  }
  unsigned char* out = nullptr;
  unsigned long size = 0;
  tjhandle turbo = tjInitCompress();
  // libturbojpeg writes CMYK as YCCK when the subsampling is not grey.
  EXPECT_EQ(tjCompress2(turbo, inks.data(), 32, 0, 32, TJPF_CMYK, &out, &size,
                        as_ycck ? TJSAMP_420 : TJSAMP_444, 95, 0),
            0);
  Bytes file(reinterpret_cast<std::byte*>(out), reinterpret_cast<std::byte*>(out) + size);
  tjFree(out);
  tjDestroy(turbo);
  return file;
}

TEST(DecodeJpeg, MixesInksToRgb) {
  for (const bool as_ycck : {false, true}) {
    const auto photo = decode_photo(cmyk_jpeg(0, 255, 255, 0, as_ycck));
    ASSERT_TRUE(photo) << photo.error().message;
    EXPECT_EQ(colour_at(photo->image, 16, 16), "r--");
    const auto dark = decode_photo(cmyk_jpeg(0, 0, 0, 128, as_ycck));
    ASSERT_TRUE(dark);
    EXPECT_NEAR(dark->image.rgb[0], 127, 3);
    EXPECT_NEAR(dark->image.rgb[2], 127, 3);
  }
}

Bytes frame_header(int width, int height, int marker = 0xc0) {
  Bytes content;
  put_big(content, 8, 1);
  put_big(content, static_cast<std::uint64_t>(height), 2);
  put_big(content, static_cast<std::uint64_t>(width), 2);
  append(content, bytes_of(std::string_view("\x03\x01\x11\0\x02\x11\0\x03\x11\0", 10)));
  return segment(marker, content);
}

TEST(DecodeJpeg, RefusesAProgressiveBombOfManyScans) {
  Bytes file = bytes_of("\xff\xd8");
  append(file, frame_header(20'000, 10'000, 0xc2));
  for (int scan = 0; scan < 400; ++scan) append(file, segment(0xda, Bytes(1000)));
  const auto photo = decode_photo(file);
  ASSERT_FALSE(photo);
  EXPECT_EQ(photo.error().code, ErrorCode::too_large);
}

TEST(JpegMarkers, AreReadUpToTheFirstScan) {
  Bytes file = with_segment(jpeg_of(corners(50, 40)), exif_segment(bytes_of("II*\0")));
  file = with_segment(
      file, segment(0xe1, bytes_of(std::string_view("http://ns.adobe.com/xap/1.0/\0<x/>", 33))));
  const auto markers = read_jpeg_markers(file);
  ASSERT_TRUE(markers);
  EXPECT_EQ(markers->width, 50);
  EXPECT_EQ(markers->height, 40);
  EXPECT_EQ(markers->components, 3);
  EXPECT_FALSE(markers->progressive);
  EXPECT_EQ(Bytes(markers->exif.begin(), markers->exif.end()), bytes_of("II*"));
  EXPECT_EQ(Bytes(markers->xmp.begin(), markers->xmp.end()), bytes_of("<x/>"));
}

TEST(JpegMarkers, JoinAProfileFromItsPiecesInOrder) {
  const auto piece = [](int number, int count, std::string_view content) {
    Bytes bytes = bytes_of(std::string_view("ICC_PROFILE\0", 12));
    put_big(bytes, static_cast<std::uint64_t>(number), 1);
    put_big(bytes, static_cast<std::uint64_t>(count), 1);
    put(bytes, content);
    return segment(0xe2, bytes);
  };
  const Bytes plain = jpeg_of(corners());
  const auto joined =
      read_jpeg_markers(with_segment(with_segment(plain, piece(1, 2, "ab")), piece(2, 2, "cd")));
  ASSERT_TRUE(joined);
  EXPECT_EQ(joined->icc, bytes_of("abcd"));
  const auto missing = read_jpeg_markers(with_segment(plain, piece(2, 3, "cd")));
  ASSERT_TRUE(missing);
  EXPECT_TRUE(missing->icc.empty());
}

TEST(JpegMarkers, NeedAFrameHeader) {
  for (const std::string_view text :
       {"", "\xff\xd8", "\xff\xd8\xff\xda", "\xff\xd8\xff\xe1\xff\xff"}) {
    EXPECT_FALSE(read_jpeg_markers(bytes_of(text)));
  }
}

}  // namespace
}  // namespace nunchi::decode
