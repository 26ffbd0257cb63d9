#include "decode/tiff_photo.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "decode/lcms_handles.h"
#include "decode/made_files.h"
#include "decode/tiff_handles.h"

namespace nunchi::decode {
namespace {

struct TiffSettings {
  int bits = 8;
  int channels = 3;
  int colours = PHOTOMETRIC_RGB;
  int compression = COMPRESSION_NONE;
  int format = SAMPLEFORMAT_UINT;
  int orientation = 1;
  bool tiled = false;
  bool alpha = false;
};

// `rows` as they are stored, in the machine's byte order.
Bytes tiff_of_rows(int width, int height, const Bytes& rows, const TiffSettings& settings) {
  const TemporaryFolder folder;
  const std::string path = folder.path() / "made.tif";
  TiffFile tiff(TIFFOpen(path.c_str(), "w"));
  TIFFSetField(tiff.get(), TIFFTAG_IMAGEWIDTH, width);
  TIFFSetField(tiff.get(), TIFFTAG_IMAGELENGTH, height);
  TIFFSetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, settings.bits);
  TIFFSetField(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, settings.channels);
  TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, settings.colours);
  TIFFSetField(tiff.get(), TIFFTAG_COMPRESSION, settings.compression);
  TIFFSetField(tiff.get(), TIFFTAG_SAMPLEFORMAT, settings.format);
  TIFFSetField(tiff.get(), TIFFTAG_ORIENTATION, settings.orientation);
  TIFFSetField(tiff.get(), TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff.get(), TIFFTAG_MAKE, "Canon");
  TIFFSetField(tiff.get(), TIFFTAG_MODEL, "CanoScan 9000F");
  TIFFSetField(tiff.get(), TIFFTAG_DATETIME, "2012:03:04 05:06:07");
  if (settings.alpha) {
    const std::uint16_t kind = EXTRASAMPLE_UNASSALPHA;
    TIFFSetField(tiff.get(), TIFFTAG_EXTRASAMPLES, 1, &kind);
  }
  Bytes copy = rows;
  const std::size_t row_bytes = rows.size() / static_cast<std::size_t>(height);
  if (settings.tiled) {  // one tile of a multiple of 16
    TIFFSetField(tiff.get(), TIFFTAG_TILEWIDTH, 96);
    TIFFSetField(tiff.get(), TIFFTAG_TILELENGTH, 64);
    TIFFWriteTile(tiff.get(), copy.data(), 0, 0, 0, 0);
  } else {
    TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP,
                 settings.compression == COMPRESSION_JPEG ? 16 : 8);
    for (int y = 0; y < height; ++y) {
      TIFFWriteScanline(tiff.get(), copy.data() + row_bytes * static_cast<std::size_t>(y),
                        static_cast<std::uint32_t>(y), 0);
    }
  }
  tiff.reset();
  std::ifstream file(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  return bytes_of(text);
}

Bytes tiff_of(const Image& image, const TiffSettings& settings = {}) {
  Bytes rows;
  for (const std::uint8_t value : image.rgb) rows.push_back(static_cast<std::byte>(value));
  return tiff_of_rows(image.width, image.height, rows, settings);
}

template <class T>
Bytes samples(std::initializer_list<T> values) {
  Bytes out(values.size() * sizeof(T));
  std::memcpy(out.data(), std::data(values), out.size());
  return out;
}

TEST(DecodeTiff, IsExactInStripsTilesAndCompressed) {
  for (const TiffSettings& settings : {TiffSettings{},
                                       {.compression = COMPRESSION_LZW},
                                       {.compression = COMPRESSION_ADOBE_DEFLATE},
                                       {.compression = COMPRESSION_PACKBITS},
                                       {.tiled = true}}) {
    const auto photo = decode_photo(tiff_of(corners(), settings));
    ASSERT_TRUE(photo) << photo.error().message;
    EXPECT_EQ(photo->image, corners());
    EXPECT_EQ(photo->format, "tiff");
  }
}

TEST(DecodeTiff, TurnsByEachOfTheEightOrientations) {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const auto photo =
        decode_photo(tiff_of(stored_at(corners(), orientation), {.orientation = orientation}));
    ASSERT_TRUE(photo) << photo.error().message;
    EXPECT_EQ(photo->image, corners()) << orientation;
    EXPECT_EQ(photo->width, 96);
  }
}

TEST(DecodeTiff, ReadsCameraAndDate) {
  const auto photo = decode_photo(tiff_of(corners()));
  ASSERT_TRUE(photo);
  EXPECT_EQ(photo->camera, "Canon CanoScan 9000F");
  ASSERT_TRUE(photo->taken);
  EXPECT_EQ(to_iso8601(*photo->taken), "2012-03-04T05:06:07");
  EXPECT_EQ(photo->taken->source, "exif-modified");
}

std::vector<int> first_pixel(const Bytes& file) {
  const auto photo = decode_photo(file);
  if (!photo) {
    ADD_FAILURE() << photo.error().message;
    return {};
  }
  return {photo->image.rgb[0], photo->image.rgb[1], photo->image.rgb[2]};
}
using Pixel = std::vector<int>;

TEST(DecodeTiff, ReadsSixteenBits) {
  EXPECT_EQ(
      first_pixel(tiff_of_rows(1, 1, samples<std::uint16_t>({65535, 32896, 0}), {.bits = 16})),
      (Pixel{255, 128, 0}));
  EXPECT_EQ(
      first_pixel(tiff_of_rows(1, 1, samples<std::uint16_t>({32896}),
                               {.bits = 16, .channels = 1, .colours = PHOTOMETRIC_MINISBLACK})),
      (Pixel{128, 128, 128}));
}

TEST(DecodeTiff, ScalesThirtyTwoBitsToTheBrightest) {
  const TiffSettings grey = {.bits = 32, .channels = 1, .colours = PHOTOMETRIC_MINISBLACK};
  EXPECT_EQ(first_pixel(tiff_of_rows(2, 1, samples<std::uint32_t>({32768, 65535}), grey)),
            (Pixel{128, 128, 128}));
  TiffSettings floating = grey;
  floating.format = SAMPLEFORMAT_IEEEFP;
  EXPECT_EQ(first_pixel(tiff_of_rows(2, 1, samples<float>({0.5F, 1.0F}), floating)),
            (Pixel{128, 128, 128}));
  EXPECT_EQ(first_pixel(tiff_of_rows(2, 1, samples<float>({100, 200}), floating)),
            (Pixel{100, 100, 100}));
  EXPECT_EQ(first_pixel(tiff_of_rows(2, 1, samples<float>({NAN, INFINITY}), floating)),
            (Pixel{0, 0, 0}));
}

TEST(DecodeTiff, MixesInks) {
  EXPECT_EQ(first_pixel(tiff_of_rows(1, 1, samples<std::uint8_t>({0, 255, 255, 0}),
                                     {.channels = 4, .colours = PHOTOMETRIC_SEPARATED})),
            (Pixel{255, 0, 0}));
}

TEST(DecodeTiff, TurnsLabToRgb) {
  const TiffSettings lab = {.colours = PHOTOMETRIC_CIELAB};
  const Pixel grey = first_pixel(tiff_of_rows(1, 1, samples<std::uint8_t>({137, 0, 0}), lab));
  for (const int level : grey) EXPECT_NEAR(level, 128, 4);
  const Pixel red = first_pixel(tiff_of_rows(1, 1, samples<std::uint8_t>({136, 80, 67}), lab));
  EXPECT_GT(red[0], 240);
  EXPECT_LT(red[1], 30);
}

TEST(DecodeTiff, LaysAlphaOverWhite) {
  EXPECT_EQ(first_pixel(tiff_of_rows(1, 1, samples<std::uint8_t>({200, 0, 100, 0}),
                                     {.channels = 4, .alpha = true})),
            (Pixel{255, 255, 255}));
}

TEST(DecodeTiff, ChecksPixelsBeforeMemoryIsTaken) {
  const auto photo = decode_photo(tiff_of(corners()), {.most_pixels = 96 * 64 - 1});
  ASSERT_FALSE(photo);
  EXPECT_EQ(photo.error().code, ErrorCode::too_large);
}

TEST(DecodeTiff, StandsAnyDamage) {
  const PhotoOptions options = {.most_pixels = 1'000'000};
  EXPECT_GT(count_shown_when_damaged(tiff_of(corners(), {.compression = COMPRESSION_LZW}), options),
            40);
  count_shown_when_damaged(tiff_of(corners(), {.tiled = true}), options);
  count_shown_when_damaged(tiff_of_rows(8, 8, Bytes(8 * 8 * 4, std::byte{40}),
                                        {.channels = 4, .colours = PHOTOMETRIC_SEPARATED}),
                           options);
}

}  // namespace
}  // namespace nunchi::decode
