#include "decode/psd_photo.h"

#include <gtest/gtest.h>

#include "decode/made_files.h"
#include "decode/psd_sections.h"

namespace nunchi::decode {
namespace {

struct PsdSettings {
  PsdColours colours = PsdColours::rgb;
  int channels = 3;
  int depth = 8;
  int version = 1;
  Bytes palette;
  Bytes resources;
  bool alpha = false;
};

// `pixels` begins with the compression.
Bytes psd_of(int width, int height, const Bytes& pixels, const PsdSettings& settings = {}) {
  Bytes out = bytes_of("8BPS");
  put_big(out, static_cast<std::uint64_t>(settings.version), 2);
  put_big(out, 0, 6);
  put_big(out, static_cast<std::uint64_t>(settings.channels), 2);
  put_big(out, static_cast<std::uint64_t>(height), 4);
  put_big(out, static_cast<std::uint64_t>(width), 4);
  put_big(out, static_cast<std::uint64_t>(settings.depth), 2);
  put_big(out, static_cast<std::uint64_t>(settings.colours), 2);
  put_big(out, settings.palette.size(), 4);
  append(out, settings.palette);
  put_big(out, settings.resources.size(), 4);
  append(out, settings.resources);
  const int size = settings.version == 2 ? 8 : 4;
  if (settings.alpha) {
    put_big(out, static_cast<std::uint64_t>(size + 2), size);
    put_big(out, 2, size);
    put_big(out, 0xffff, 2);  // -1 layers: the picture has opacity
  } else {
    put_big(out, 0, size);
  }
  append(out, pixels);
  return out;
}

Bytes plain(std::initializer_list<int> samples) {
  Bytes out(2);
  for (const int sample : samples) out.push_back(static_cast<std::byte>(sample));
  return out;
}

std::vector<int> pixel_of(const Bytes& file, std::size_t index = 0) {
  const auto photo = decode_photo(file);
  if (!photo) {
    ADD_FAILURE() << photo.error().message;
    return {};
  }
  EXPECT_EQ(photo->format, "psd");
  return {photo->image.rgb[3 * index], photo->image.rgb[3 * index + 1],
          photo->image.rgb[3 * index + 2]};
}
using Pixel = std::vector<int>;

TEST(DecodePsd, ReadsPlanesOfEveryKindOfColour) {
  EXPECT_EQ(pixel_of(psd_of(2, 1, plain({1, 2, 3, 4, 5, 6})), 1), (Pixel{2, 4, 6}));
  EXPECT_EQ(pixel_of(psd_of(2, 1, plain({7, 9}), {.colours = PsdColours::grey, .channels = 1}), 1),
            (Pixel{9, 9, 9}));
  EXPECT_EQ(
      pixel_of(psd_of(1, 1, plain({255, 0, 0, 255}), {.colours = PsdColours::cmyk, .channels = 4})),
      (Pixel{255, 0, 0}));
  EXPECT_EQ(pixel_of(psd_of(9, 1, plain({0x00, 0x80}),
                            {.colours = PsdColours::bitmap, .channels = 1, .depth = 1}),
                     8),
            (Pixel{0, 0, 0}));
  Bytes palette(768);
  palette[2] = palette[256 + 2] = std::byte{50};
  EXPECT_EQ(pixel_of(psd_of(1, 1, plain({2}),
                            {.colours = PsdColours::indexed, .channels = 1, .palette = palette})),
            (Pixel{50, 50, 0}));
  EXPECT_EQ(pixel_of(psd_of(1, 1, plain({0x80, 0x80, 0, 0, 0xff, 0xff}), {.depth = 16})),
            (Pixel{128, 0, 255}));
}

TEST(DecodePsd, UnpacksRuns) {
  Bytes pixels = bytes_of(std::string_view("\0\1", 2));
  for (int row = 0; row < 3; ++row) put_big(pixels, 4, 2);
  for (int channel = 1; channel <= 3; ++channel) {
    // 3 of one level, then one as it is.
    for (const int value : {254, 10 * channel, 0, channel})
      pixels.push_back(static_cast<std::byte>(value));
  }
  EXPECT_EQ(pixel_of(psd_of(4, 1, pixels), 2), (Pixel{10, 20, 30}));
  EXPECT_EQ(pixel_of(psd_of(4, 1, pixels), 3), (Pixel{1, 2, 3}));
  Bytes large = bytes_of(std::string_view("\0\1", 2));
  for (int row = 0; row < 3; ++row) put_big(large, 4, 4);
  large.insert(large.end(), pixels.begin() + 8, pixels.end());
  EXPECT_EQ(pixel_of(psd_of(4, 1, large, {.version = 2}), 2), (Pixel{10, 20, 30}));
}

TEST(DecodePsd, LaysOpacityOverWhiteOnlyWhereTheFileSaysThatItIsThat) {
  const Bytes pixels = plain({200, 100, 0, 0});
  EXPECT_EQ(pixel_of(psd_of(1, 1, pixels, {.channels = 4, .alpha = true})), (Pixel{255, 255, 255}));
  EXPECT_EQ(pixel_of(psd_of(1, 1, pixels, {.channels = 4})), (Pixel{200, 100, 0}));
}

TEST(DecodePsd, ReadsExifAmongTheResources) {
  const Bytes exif = MadeExif().text(MadeExif::kExif, 0x9003, "2019:07:03 14:03:05").bytes();
  Bytes resources = bytes_of("8BIM");
  put_big(resources, 1058, 2);
  put_big(resources, 0, 2);
  put_big(resources, exif.size(), 4);
  append(resources, exif);
  const auto photo = decode_photo(psd_of(1, 1, plain({1, 2, 3}), {.resources = resources}));
  ASSERT_TRUE(photo) << photo.error().message;
  ASSERT_TRUE(photo->taken);
  EXPECT_EQ(to_iso8601(*photo->taken), "2019-07-03T14:03:05");
}

TEST(DecodePsd, RefusesWhatItCannotRead) {
  const auto code_of = [](const Bytes& file) { return decode_photo(file).error().code; };
  EXPECT_EQ(code_of(psd_of(1, 1, plain({1, 2, 3}), {.colours = PsdColours::lab})),
            ErrorCode::unsupported);
  EXPECT_EQ(code_of(psd_of(1, 1, plain({1, 2, 3}), {.depth = 32})), ErrorCode::unsupported);
  EXPECT_EQ(code_of(psd_of(1, 1, plain({1}), {.channels = 1})), ErrorCode::corrupt_data);
  EXPECT_EQ(code_of(psd_of(0, 1, plain({1, 2, 3}))), ErrorCode::corrupt_data);
  EXPECT_EQ(code_of(psd_of(10'000, 10'000, plain({1, 2, 3}))), ErrorCode::corrupt_data);
  EXPECT_EQ(code_of(psd_of(20'000, 20'000, plain({1, 2, 3}))), ErrorCode::too_large);
}

TEST(DecodePsd, StandsAnyDamage) {
  count_shown_when_damaged(psd_of(2, 2, plain({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})),
                           {.most_pixels = 1'000'000});
}

}  // namespace
}  // namespace nunchi::decode
