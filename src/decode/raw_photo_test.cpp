#include "decode/raw_photo.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "decode/made_files.h"
#include "decode/raw_in_tiff.h"
#include "decode/tiff_handles.h"

namespace nunchi::decode {
namespace {

void put_sensor(TIFF* tiff, int width, int height) {
  TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, 0);
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, height);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 16);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_CFA);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_NONE);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, height);
  const std::uint16_t pattern_size[] = {2, 2};
  TIFFSetField(tiff, TIFFTAG_CFAREPEATPATTERNDIM, pattern_size);
  TIFFSetField(tiff, TIFFTAG_CFAPATTERN, 4, "\0\1\1\2");  // red green / green blue
  // The upper half is red, the lower one blue.
  std::vector<std::uint16_t> row(static_cast<std::size_t>(width));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const bool is_red = x % 2 == 0 && y % 2 == 0, is_blue = x % 2 == 1 && y % 2 == 1;
      const bool lit = y < height / 2 ? is_red : is_blue;
      row[static_cast<std::size_t>(x)] = lit ? 60'000 : 1000;
    }
    TIFFWriteScanline(tiff, row.data(), static_cast<std::uint32_t>(y), 0);
  }
  TIFFWriteDirectory(tiff);
}

// A DNG file (Adobe's specification 1.4): the sensor's pixels, and before them a preview.
Bytes dng_of(int width, int height, const Bytes& preview, int preview_width, int preview_height) {
  const TemporaryFolder folder;
  const std::string path = folder.path() / "made.dng";
  TiffFile tiff(TIFFOpen(path.c_str(), "w"));
  TIFFSetField(tiff.get(), TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE);
  TIFFSetField(tiff.get(), TIFFTAG_IMAGEWIDTH, preview_width);
  TIFFSetField(tiff.get(), TIFFTAG_IMAGELENGTH, preview_height);
  TIFFSetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, 3);
  TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_YCBCR);
  TIFFSetField(tiff.get(), TIFFTAG_COMPRESSION, COMPRESSION_JPEG);
  TIFFSetField(tiff.get(), TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP, preview_height);
  TIFFSetField(tiff.get(), TIFFTAG_ORIENTATION, 6);
  TIFFSetField(tiff.get(), TIFFTAG_MAKE, "Leica Camera AG");
  TIFFSetField(tiff.get(), TIFFTAG_MODEL, "M9");
  TIFFSetField(tiff.get(), TIFFTAG_DATETIME, "2015:06:07 08:09:10");
  TIFFSetField(tiff.get(), TIFFTAG_DNGVERSION, "\1\4\0\0");
  TIFFSetField(tiff.get(), TIFFTAG_UNIQUECAMERAMODEL, "Made M9");
  const float matrix[] = {0.41F, 0.36F, 0.18F, 0.21F, 0.72F, 0.07F, 0.02F, 0.12F, 0.95F};
  TIFFSetField(tiff.get(), TIFFTAG_COLORMATRIX1, 9, matrix);
  const float neutral[] = {1, 1, 1};
  TIFFSetField(tiff.get(), TIFFTAG_ASSHOTNEUTRAL, 3, neutral);
  const toff_t below[] = {0};
  TIFFSetField(tiff.get(), TIFFTAG_SUBIFD, 1, below);
  Bytes copy = preview;
  TIFFWriteRawStrip(tiff.get(), 0, copy.data(), static_cast<tmsize_t>(copy.size()));
  TIFFWriteDirectory(tiff.get());
  put_sensor(tiff.get(), width, height);
  tiff.reset();
  std::ifstream file(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  return bytes_of(text);
}

TEST(DecodeRaw, ShowsTheCamerasPreviewWhereItIsLargeEnough) {
  const Bytes file = dng_of(600, 400, jpeg_of(corners(300, 200)), 300, 200);
  EXPECT_TRUE(holds_raw(file));
  const auto photo = decode_photo(file, {.least_side = 150});
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(photo->format, "raw");
  EXPECT_EQ(photo->width, 400);  // turned
  EXPECT_EQ(photo->height, 600);
  EXPECT_EQ(photo->image.width, 200);
  EXPECT_EQ(corners_of(photo->image), "rgb r-- -g- --b");
  EXPECT_EQ(photo->camera, "Leica M9");  // LibRaw gives makers one name each
  ASSERT_TRUE(photo->taken);
  EXPECT_EQ(to_iso8601(*photo->taken), "2015-06-07T08:09:10");
}

TEST(DecodeRaw, DevelopsTheSensorAtHalfSizeElse) {
  const auto photo = decode_photo(dng_of(600, 400, jpeg_of(corners(30, 20)), 30, 20));
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(photo->width, 400);
  EXPECT_EQ(photo->image.width, 200);
  EXPECT_EQ(photo->image.height, 300);
  // Stored, red lies above blue; turned clockwise, it lies on the right.
  const std::uint8_t* left = photo->image.row(150) + 3 * 40;
  const std::uint8_t* right = photo->image.row(150) + 3 * 160;
  EXPECT_GT(left[2], left[0] + 50);
  EXPECT_GT(right[0], right[2] + 50);
}

TEST(DecodeRaw, ChecksPixelsBeforeMemoryIsTaken) {
  const auto photo = decode_photo(dng_of(600, 400, jpeg_of(corners(30, 20)), 30, 20),
                                  {.most_pixels = 600 * 400 - 1});
  ASSERT_FALSE(photo);
  EXPECT_EQ(photo.error().code, ErrorCode::too_large);
}

TEST(DecodeRaw, StandsAnyDamage) {
  count_shown_when_damaged(dng_of(64, 48, jpeg_of(corners(30, 20)), 30, 20),
                           {.most_pixels = 1'000'000});
}

TEST(HoldsRaw, IsNotTrueOfAnyOtherTiff) {
  EXPECT_FALSE(holds_raw({}));
  EXPECT_FALSE(holds_raw(bytes_of("II*")));
  EXPECT_FALSE(holds_raw(exif_with_orientation(3)));
  EXPECT_FALSE(
      holds_raw(bytes_of(std::string_view("II*\0\xff\xff\xff\xff"
                                          "0123456789",
                                          18))));
}

}  // namespace
}  // namespace nunchi::decode
