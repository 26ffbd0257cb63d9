#include "decode/webp_photo.h"

#include <gtest/gtest.h>
#include <webp/encode.h>

#include "decode/made_files.h"

namespace nunchi::decode {
namespace {

Bytes lossless(const Image& image, std::uint8_t alpha_of_left_half = 255) {
  std::vector<std::uint8_t> rgba;
  for (std::size_t i = 0; i < image.rgb.size(); i += 3) {
    rgba.insert(rgba.end(), &image.rgb[i], &image.rgb[i] + 3);
    const bool left =
        (i / 3) % static_cast<std::size_t>(image.width) < static_cast<std::size_t>(image.width / 2);
    rgba.push_back(left ? alpha_of_left_half : 255);
  }
  std::uint8_t* out = nullptr;
  const std::size_t size =
      WebPEncodeLosslessRGBA(rgba.data(), image.width, image.height, 4 * image.width, &out);
  const Bytes file(reinterpret_cast<std::byte*>(out), reinterpret_cast<std::byte*>(out) + size);
  WebPFree(out);
  return file;
}

TEST(DecodeWebp, IsExactForLosslessFiles) {
  const auto photo = decode_photo(lossless(corners()));
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(photo->image, corners());
}

TEST(DecodeWebp, LaysAlphaOverWhite) {
  const auto clear = decode_photo(lossless(corners(), 0));
  ASSERT_TRUE(clear);
  EXPECT_EQ(corners_of(clear->image), "rgb -g- --b rgb");
  const auto half = decode_photo(lossless(corners(), 128));
  ASSERT_TRUE(half);
  EXPECT_NEAR(half->image.row(3)[9 + 1], 127, 1);
  EXPECT_NEAR(half->image.row(3)[9], 255, 1);
}

TEST(DecodeWebp, ReducesAsFarAsTheShorterSideAllows) {
  const auto photo = decode_photo(*encode_webp(corners(900, 600), 90), {.least_side = 140});
  ASSERT_TRUE(photo);
  EXPECT_EQ(photo->image.width, 225);
  EXPECT_EQ(photo->image.height, 150);
  EXPECT_EQ(photo->width, 900);
  EXPECT_EQ(corners_of(photo->image), kUprightCorners);
}

// One frame of `image` at (x, y); both even, as the format has it.
Bytes frame(const Image& image, int x, int y) {
  const Bytes simple = lossless(image);
  Bytes content;
  put_little(content, static_cast<std::uint64_t>(x / 2), 3);
  put_little(content, static_cast<std::uint64_t>(y / 2), 3);
  put_little(content, static_cast<std::uint64_t>(image.width - 1), 3);
  put_little(content, static_cast<std::uint64_t>(image.height - 1), 3);
  put_little(content, 100, 3);
  put_little(content, 0, 1);
  content.insert(content.end(), simple.begin() + 12, simple.end());
  return chunk("ANMF", content);
}

Bytes animation() {
  Bytes extended;
  put_little(extended, 0x02, 4);
  put_little(extended, 119, 3);
  put_little(extended, 89, 3);
  Bytes chunks = chunk("VP8X", extended);
  append(chunks, chunk("ANIM", Bytes(6)));
  append(chunks, frame(corners(60, 40), 20, 30));
  append(chunks, frame(black_image(120, 90), 0, 0));
  return riff_of(chunks);
}

TEST(DecodeWebp, ShowsTheFirstFrameOfAnAnimationOnWhite) {
  const auto photo = decode_photo(animation());
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(photo->width, 120);
  EXPECT_EQ(photo->height, 90);
  EXPECT_EQ(corners_of(photo->image), "rgb rgb rgb rgb");
  EXPECT_EQ(colour_at(photo->image, 22, 32), "r--");
  EXPECT_EQ(colour_at(photo->image, 77, 32), "-g-");
}

TEST(DecodeWebp, ShowsTheRowsOfAFileThatEndsEarly) {
  Image image = corners(300, 200);
  std::mt19937 random(1);
  for (std::uint8_t& value : image.rgb) value ^= static_cast<std::uint8_t>(random() % 32);
  const Bytes whole = *encode_webp(image, 90);
  const auto photo = decode_photo(
      Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(whole.size() * 2 / 3)));
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(photo->flaw, "the file ends early");
  EXPECT_EQ(colour_at(photo->image, 3, 3), "r--");
  EXPECT_EQ(colour_at(photo->image, 3, 197), "???");
}

TEST(DecodeWebp, StandsAnyDamage) {
  EXPECT_GT(count_shown_when_damaged(*encode_webp(corners(160, 120), 80)), 30);
  count_shown_when_damaged(lossless(corners(60, 40), 100));
  count_shown_when_damaged(animation());
  count_shown_when_damaged(
      webp_with_exif(*encode_webp(corners()), 96, 64, exif_with_orientation(8)),
      {.least_side = 20});
}

}  // namespace
}  // namespace nunchi::decode
