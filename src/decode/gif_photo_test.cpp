#include "decode/gif_photo.h"

#include <gif_lib.h>
#include <gtest/gtest.h>

#include "decode/made_files.h"

namespace nunchi::decode {
namespace {

// Red, green, blue, white, black; 5 to 7 are black too.
const std::vector<GifColorType> kColours = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255},
                                            {0, 0, 0},   {0, 0, 0},   {0, 0, 0},   {0, 0, 0}};

std::vector<GifPixelType> indices_of(const Image& image) {
  std::vector<GifPixelType> indices;
  for (std::size_t i = 0; i < image.rgb.size(); i += 3) {
    const auto same = [&](const GifColorType& colour) {
      return colour.Red == image.rgb[i] && colour.Green == image.rgb[i + 1] &&
             colour.Blue == image.rgb[i + 2];
    };
    const auto found = std::find_if(kColours.begin(), kColours.end(), same);
    indices.push_back(static_cast<GifPixelType>(found - kColours.begin()));
  }
  return indices;
}

struct GifSettings {
  int left = 0, top = 0;
  int screen_width = 0, screen_height = 0;
  bool interlaced = false;
  int transparent = NO_TRANSPARENT_COLOR;
};

Bytes gif_of(const Image& image, GifSettings settings = {}) {
  Bytes out;
  int error = 0;
  GifFileType* gif = EGifOpen(
      &out,
      [](GifFileType* file, const GifByteType* data, int size) {
        const auto* from = reinterpret_cast<const std::byte*>(data);
        auto* to = static_cast<Bytes*>(file->UserData);
        to->insert(to->end(), from, from + size);
        return size;
      },
      &error);
  EGifSetGifVersion(gif, true);
  ColorMapObject* map = GifMakeMapObject(8, kColours.data());
  if (settings.screen_width == 0) {
    settings.screen_width = image.width;
    settings.screen_height = image.height;
  }
  EGifPutScreenDesc(gif, settings.screen_width, settings.screen_height, 8, 0, map);
  const GraphicsControlBlock control{DISPOSAL_UNSPECIFIED, false, 0, settings.transparent};
  GifByteType block[4];
  EGifGCBToExtension(&control, block);
  EGifPutExtension(gif, GRAPHICS_EXT_FUNC_CODE, sizeof block, block);
  EGifPutImageDesc(gif, settings.left, settings.top, image.width, image.height, settings.interlaced,
                   nullptr);
  std::vector<GifPixelType> indices = indices_of(image);
  const auto put_row = [&](int y) {
    EGifPutLine(gif, indices.data() + static_cast<std::ptrdiff_t>(y) * image.width, image.width);
  };
  if (settings.interlaced) {
    for (const auto& [first, step] : {std::pair{0, 8}, {4, 8}, {2, 4}, {1, 2}}) {
      for (int y = first; y < image.height; y += step) put_row(y);
    }
  } else {
    for (int y = 0; y < image.height; ++y) put_row(y);
  }
  EGifCloseFile(gif, &error);
  GifFreeMapObject(map);
  return out;
}

TEST(DecodeGif, IsExact) {
  for (const bool interlaced : {false, true}) {
    const auto photo = decode_photo(gif_of(corners(), {.interlaced = interlaced}));
    ASSERT_TRUE(photo) << photo.error().message;
    EXPECT_EQ(photo->image, corners());
    EXPECT_EQ(photo->format, "gif");
    EXPECT_EQ(photo->flaw, "");
  }
}

TEST(DecodeGif, ShowsTransparentPixelsAndTheScreenAroundTheFrameInWhite) {
  const auto photo = decode_photo(
      gif_of(corners(60, 40),
             {.left = 10, .top = 5, .screen_width = 90, .screen_height = 60, .transparent = 0}));
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(photo->width, 90);
  EXPECT_EQ(photo->height, 60);
  EXPECT_EQ(colour_at(photo->image, 2, 2), "rgb");
  EXPECT_EQ(colour_at(photo->image, 12, 7), "rgb");  // red is transparent
  EXPECT_EQ(colour_at(photo->image, 67, 7), "-g-");
}

TEST(DecodeGif, GrowsTheScreenForAFrameThatReachesBeyondIt) {
  const auto photo =
      decode_photo(gif_of(corners(60, 40), {.left = 30, .screen_width = 50, .screen_height = 20}));
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(photo->width, 90);
  EXPECT_EQ(photo->height, 40);
}

TEST(DecodeGif, ShowsTheRowsOfAFileThatEndsEarly) {
  const Bytes whole = gif_of(corners(200, 150));
  const auto photo = decode_photo(
      Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(whole.size() / 2)));
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_NE(photo->flaw, "");
  EXPECT_EQ(colour_at(photo->image, 3, 3), "r--");
}

TEST(DecodeGif, ChecksPixelsBeforeMemoryIsTaken) {
  const auto photo =
      decode_photo(gif_of(corners(), {.screen_width = 65'000, .screen_height = 65'000}));
  ASSERT_FALSE(photo);
  EXPECT_EQ(photo.error().code, ErrorCode::too_large);
}

TEST(DecodeGif, StandsAnyDamage) {
  EXPECT_GT(
      count_shown_when_damaged(gif_of(corners(), {.transparent = 2}), {.most_pixels = 1'000'000}),
      30);
  count_shown_when_damaged(gif_of(corners(), {.interlaced = true}), {.most_pixels = 1'000'000});
}

}  // namespace
}  // namespace nunchi::decode
