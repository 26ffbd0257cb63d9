#include "decode/png_photo.h"

#include <gtest/gtest.h>

#include "decode/made_files.h"

namespace nunchi::decode {
namespace {

std::vector<int> pixel_of(const Result<Photo>& photo, int x, int y) {
  if (!photo) {
    ADD_FAILURE() << photo.error().message;
    return {};
  }
  const std::uint8_t* pixel = photo->image.row(y) + 3 * x;
  return {pixel[0], pixel[1], pixel[2]};
}

using Pixel = std::vector<int>;

Bytes raw(std::initializer_list<int> values) {
  Bytes out;
  for (const int value : values) out.push_back(static_cast<std::byte>(value));
  return out;
}

TEST(DecodePng, ReadsGreyOfEveryDepth) {
  // Two pixels: black and full white.
  const struct {
    int depth;
    Bytes row;
  } kCases[] = {{1, raw({0x40})},
                {2, raw({0x30})},
                {4, raw({0x0f})},
                {8, raw({0, 255})},
                {16, raw({0, 0, 255, 255})}};
  for (const auto& c : kCases) {
    const auto photo = decode_photo(
        png_of_rows(2, 1, c.row, {.colour_type = PNG_COLOR_TYPE_GRAY, .depth = c.depth}));
    EXPECT_EQ(pixel_of(photo, 0, 0), (Pixel{0, 0, 0})) << c.depth;
    EXPECT_EQ(pixel_of(photo, 1, 0), (Pixel{255, 255, 255})) << c.depth;
  }
}

TEST(DecodePng, RoundsSixteenBitsToEight) {
  // 0x7fff is 127.5 of 255 less a little; 0x80ff lies nearer to 129 than to 128.
  const auto photo =
      decode_photo(png_of_rows(2, 1, raw({0x7f, 0x00, 0x80, 0xff, 0x01, 0x02, 0, 0, 0, 0, 0, 0}),
                               {.colour_type = PNG_COLOR_TYPE_RGB, .depth = 16}));
  EXPECT_EQ(pixel_of(photo, 0, 0), (Pixel{127, 128, 1}));
}

TEST(DecodePng, LaysAlphaOverWhite) {
  const auto photo =
      decode_photo(png_of_rows(3, 1, raw({200, 0, 0, 255, 200, 0, 0, 0, 200, 0, 100, 128}),
                               {.colour_type = PNG_COLOR_TYPE_RGB_ALPHA}));
  EXPECT_EQ(pixel_of(photo, 0, 0), (Pixel{200, 0, 0}));
  EXPECT_EQ(pixel_of(photo, 1, 0), (Pixel{255, 255, 255}));
  EXPECT_EQ(pixel_of(photo, 2, 0), (Pixel{227, 127, 177}));

  const auto grey = decode_photo(
      png_of_rows(2, 1, raw({10, 255, 10, 0}), {.colour_type = PNG_COLOR_TYPE_GRAY_ALPHA}));
  EXPECT_EQ(pixel_of(grey, 0, 0), (Pixel{10, 10, 10}));
  EXPECT_EQ(pixel_of(grey, 1, 0), (Pixel{255, 255, 255}));
}

TEST(DecodePng, LooksUpPalettesWithTransparentEntries) {
  const auto photo = decode_photo(
      png_of_rows(4, 1, raw({0x1b}), {.colour_type = PNG_COLOR_TYPE_PALETTE, .depth = 2},
                  {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {9, 8, 7}}, {255, 0, 255}));
  EXPECT_EQ(pixel_of(photo, 0, 0), (Pixel{255, 0, 0}));
  EXPECT_EQ(pixel_of(photo, 1, 0), (Pixel{255, 255, 255}));
  EXPECT_EQ(pixel_of(photo, 2, 0), (Pixel{0, 0, 255}));
  EXPECT_EQ(pixel_of(photo, 3, 0), (Pixel{9, 8, 7}));
}

TEST(DecodePng, ReadsInterlacedFiles) {
  const Image image = corners(77, 53);
  const auto photo = decode_photo(png_of(image, {.interlace = PNG_INTERLACE_ADAM7}));
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(photo->image, image);
}

TEST(DecodePng, ShowsTheRowsOfAFileThatEndsEarly) {
  Image image = corners(200, 150);
  std::mt19937 random(1);
  for (std::uint8_t& value : image.rgb) value ^= static_cast<std::uint8_t>(random() % 16);
  const Bytes whole = png_of(image);
  const auto photo = decode_photo(
      Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(whole.size() / 2)));
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(photo->flaw, "the file ends early");
  EXPECT_EQ(pixel_of(photo, 1, 1), (Pixel{image.row(1)[3], image.row(1)[4], image.row(1)[5]}));
  EXPECT_EQ(pixel_of(photo, 1, 149), (Pixel{128, 128, 128}));
}

TEST(DecodePng, StandsAnyDamage) {
  const Bytes exif = exif_with_orientation(3);
  EXPECT_GT(count_shown_when_damaged(png_of(corners(120, 90), {.exif = exif})), 40);
  count_shown_when_damaged(png_of(corners(120, 90), {.interlace = PNG_INTERLACE_ADAM7}));
  count_shown_when_damaged(png_of_rows(60, 40, Bytes(60 * 40 * 8, std::byte{90}),
                                       {.colour_type = PNG_COLOR_TYPE_RGB_ALPHA, .depth = 16}));
}

// As ImageMagick writes it: a text chunk with the block in hexadecimal digits.
TEST(DecodePng, FindsExifInARawProfile) {
  Bytes block = bytes_of(std::string_view("Exif\0\0", 6));
  append(block, exif_with_orientation(6));
  std::string text = "\nexif\n      " + std::to_string(block.size()) + "\n";
  const char* digits = "0123456789abcdef";
  for (std::size_t i = 0; i < block.size(); ++i) {
    const auto value = std::to_integer<unsigned>(block[i]);
    text += digits[value / 16];
    text += digits[value % 16];
    if (i % 36 == 35) text += '\n';
  }
  Bytes content = bytes_of("Raw profile type exif");
  content.push_back(std::byte{0});
  put(content, text);
  Bytes piece;
  put_big(piece, content.size(), 4);
  put(piece, "tEXt");
  append(piece, content);
  put_big(piece, 0, 4);  // the checksum is not looked at
  Bytes file = png_of(stored_at(corners(), 6));
  file.insert(file.begin() + 33, piece.begin(), piece.end());  // behind IHDR
  const auto photo = decode_photo(file);
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(corners_of(photo->image), kUprightCorners);
}

}  // namespace
}  // namespace nunchi::decode
