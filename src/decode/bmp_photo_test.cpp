#include "decode/bmp_photo.h"

#include <gtest/gtest.h>

#include "decode/made_files.h"

namespace nunchi::decode {
namespace {

Bytes raw(std::initializer_list<int> values) {
  Bytes out;
  for (const int value : values) out.push_back(static_cast<std::byte>(value));
  return out;
}

struct BmpSettings {
  int bits = 24;
  std::uint32_t compression = 0;
  Bytes masks;    // behind the header
  Bytes palette;  // blue, green, red, nothing
  int colours = 0;
};

// With the header of version 1 (40 bytes). A negative height is from the top down.
Bytes bmp_of(int width, int height, const Bytes& pixels, const BmpSettings& settings = {}) {
  Bytes out = bytes_of("BM");
  const std::size_t pixels_at = 54 + settings.masks.size() + settings.palette.size();
  put_little(out, pixels_at + pixels.size(), 4);
  put_little(out, 0, 4);
  put_little(out, pixels_at, 4);
  put_little(out, 40, 4);
  put_little(out, static_cast<std::uint32_t>(width), 4);
  put_little(out, static_cast<std::uint32_t>(height), 4);
  put_little(out, 1, 2);
  put_little(out, static_cast<std::uint64_t>(settings.bits), 2);
  put_little(out, settings.compression, 4);
  put_little(out, 0, 12);
  put_little(out, static_cast<std::uint64_t>(settings.colours), 4);
  put_little(out, 0, 4);
  append(out, settings.masks);
  append(out, settings.palette);
  append(out, pixels);
  return out;
}

Bytes palette_of_four() {
  return raw({0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0});
}

std::vector<std::string> colours_of(const Bytes& file) {
  const auto photo = decode_photo(file);
  if (!photo) return {photo.error().message};
  EXPECT_EQ(photo->format, "bmp");
  std::vector<std::string> colours;
  for (int y = 0; y < photo->image.height; ++y) {
    for (int x = 0; x < photo->image.width; ++x) colours.push_back(colour_at(photo->image, x, y));
  }
  return colours;
}

using Colours = std::vector<std::string>;

TEST(DecodeBmp, ReadsRowsFromTheBottomUpAndFromTheTopDown) {
  const Bytes pixels = raw({0, 0, 255, 0, 255, 0, 0, 0,  //
                            255, 0, 0, 255, 255, 255, 0, 0});
  EXPECT_EQ(colours_of(bmp_of(2, 2, pixels)), (Colours{"--b", "rgb", "r--", "-g-"}));
  EXPECT_EQ(colours_of(bmp_of(2, -2, pixels)), (Colours{"r--", "-g-", "--b", "rgb"}));
}

TEST(DecodeBmp, ReadsPalettesOfEveryDepth) {
  const Bytes palette = palette_of_four();
  EXPECT_EQ(
      colours_of(bmp_of(3, 1, raw({0x40, 0, 0, 0}), {.bits = 1, .palette = palette, .colours = 2})),
      (Colours{"r--", "-g-", "r--"}));
  EXPECT_EQ(
      colours_of(bmp_of(4, 1, raw({0x1b, 0, 0, 0}), {.bits = 2, .palette = palette, .colours = 4})),
      (Colours{"r--", "-g-", "--b", "rgb"}));
  EXPECT_EQ(colours_of(bmp_of(3, 1, raw({0x23, 0x10, 0, 0}),
                              {.bits = 4, .palette = palette, .colours = 4})),
            (Colours{"--b", "rgb", "-g-"}));
  EXPECT_EQ(
      colours_of(bmp_of(2, 1, raw({3, 2, 0, 0}), {.bits = 8, .palette = palette, .colours = 4})),
      (Colours{"rgb", "--b"}));
}

TEST(DecodeBmp, ShowsIndicesBeyondThePaletteInBlack) {
  EXPECT_EQ(colours_of(bmp_of(2, 1, raw({200, 0, 0, 0}),
                              {.bits = 8, .palette = palette_of_four(), .colours = 4})),
            (Colours{"---", "r--"}));
}

TEST(DecodeBmp, ReadsBitMasks) {
  // 5, 6 and 5 bits.
  EXPECT_EQ(colours_of(bmp_of(2, 1, raw({0x00, 0xf8, 0xe0, 0x07}),
                              {.bits = 16,
                               .compression = 3,
                               .masks = raw({0, 0xf8, 0, 0, 0xe0, 7, 0, 0, 0x1f, 0, 0, 0})})),
            (Colours{"r--", "-g-"}));
  // 5 bits each where nothing is said.
  EXPECT_EQ(colours_of(bmp_of(2, 1, raw({0x00, 0x7c, 0x1f, 0x00}), {.bits = 16})),
            (Colours{"r--", "--b"}));
  EXPECT_EQ(colours_of(bmp_of(1, 1, raw({255, 0, 0, 7}), {.bits = 32})), (Colours{"--b"}));
  // Red, green, blue, alpha in that order; the second pixel is clear.
  EXPECT_EQ(
      colours_of(bmp_of(2, 1, raw({0, 255, 0, 255, 0, 255, 0, 0}),
                        {.bits = 32,
                         .compression = 6,
                         .masks = raw({255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255})})),
      (Colours{"-g-", "rgb"}));
}

TEST(DecodeBmp, RunsThroughRunLengths) {
  const BmpSettings eight = {
      .bits = 8, .compression = 1, .palette = palette_of_four(), .colours = 4};
  // Three of 1; the next row: as they are 2, 3, 0; end.
  EXPECT_EQ(colours_of(bmp_of(3, 2, raw({3, 1, 0, 0, 0, 3, 2, 3, 0, 0, 0, 1}), eight)),
            (Colours{"--b", "rgb", "r--", "-g-", "-g-", "-g-"}));
  // A jump by (1, 1): what is jumped over has the first colour.
  EXPECT_EQ(colours_of(bmp_of(2, 2, raw({0, 2, 1, 1, 1, 3, 0, 1}), eight)),
            (Colours{"r--", "rgb", "r--", "r--"}));
  const BmpSettings four = {
      .bits = 4, .compression = 2, .palette = palette_of_four(), .colours = 4};
  EXPECT_EQ(colours_of(bmp_of(5, 1, raw({5, 0x12, 0, 1}), four)),
            (Colours{"-g-", "--b", "-g-", "--b", "-g-"}));
  // Runs beyond the row and the picture are cut.
  EXPECT_EQ(colours_of(bmp_of(2, 1, raw({255, 2, 255, 3, 0, 0, 9, 1}), eight)),
            (Colours{"--b", "--b"}));
}

TEST(DecodeBmp, ReadsOs2sFirstHeader) {
  Bytes file = bytes_of("BM");
  put_little(file, 0, 8);
  put_little(file, 26, 4);
  put_little(file, 12, 4);
  put_little(file, 1, 2);
  put_little(file, 1, 2);
  put_little(file, 1, 2);
  put_little(file, 24, 2);
  append(file, raw({0, 255, 0, 0}));
  EXPECT_EQ(colours_of(file), (Colours{"-g-"}));
}

TEST(DecodeBmp, ShowsTheRowsOfAFileThatEndsEarly) {
  Bytes file = bmp_of(10, 10, Bytes(32 * 5));
  const auto photo = decode_photo(file);
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(photo->flaw, "the file ends early");
  EXPECT_EQ(colour_at(photo->image, 0, 9), "---");
  EXPECT_EQ(colour_at(photo->image, 0, 0), "rgb");
}

TEST(DecodeBmp, RefusesWhatItCannotRead) {
  for (const BmpSettings& settings :
       {BmpSettings{.bits = 24, .compression = 4}, {.bits = 24, .compression = 99}}) {
    const auto photo = decode_photo(bmp_of(2, 2, Bytes(16), settings));
    ASSERT_FALSE(photo);
    EXPECT_EQ(photo.error().code, ErrorCode::unsupported);
  }
  for (const Bytes& file :
       {bmp_of(0, 2, Bytes(16)), bmp_of(-3, 2, Bytes(16)), bmp_of(2, 2, Bytes(16), {.bits = 7}),
        bmp_of(2, 2, Bytes(0)), bmp_of(2, 2, Bytes(16), {.bits = 24, .compression = 1}),
        bmp_of(30'000, 6000, Bytes(16))}) {
    const auto photo = decode_photo(file);
    ASSERT_FALSE(photo);
    EXPECT_EQ(photo.error().code, ErrorCode::corrupt_data);
  }
  EXPECT_EQ(decode_photo(bmp_of(60'000, 60'000, Bytes(16))).error().code, ErrorCode::too_large);
}

TEST(DecodeBmp, StandsAnyDamage) {
  const PhotoOptions options = {.most_pixels = 1'000'000};
  EXPECT_GT(count_shown_when_damaged(bmp_of(20, 20, Bytes(60 * 20, std::byte{99})), options), 30);
  count_shown_when_damaged(
      bmp_of(3, 2, raw({3, 1, 0, 0, 0, 3, 2, 3, 0, 0, 0, 1}),
             {.bits = 8, .compression = 1, .palette = palette_of_four(), .colours = 4}),
      options);
  count_shown_when_damaged(bmp_of(2, 1, raw({0x00, 0xf8, 0xe0, 0x07}),
                                  {.bits = 16,
                                   .compression = 3,
                                   .masks = raw({0, 0xf8, 0, 0, 0xe0, 7, 0, 0, 0x1f, 0, 0, 0})}),
                           options);
}

}  // namespace
}  // namespace nunchi::decode
