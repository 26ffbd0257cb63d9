#include "decode/jpeg2000_photo.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "decode/jpeg2000_handles.h"
#include "decode/made_files.h"

namespace nunchi::decode {
namespace {

struct Jpeg2000Settings {
  OPJ_CODEC_FORMAT format = OPJ_CODEC_JP2;
  OPJ_UINT32 bits = 8;
  OPJ_UINT32 channels = 3;
  int alpha = 255;
};

Bytes jpeg2000_of(const Image& image, const Jpeg2000Settings& settings = {}) {
  const TemporaryFolder folder;
  const std::string path = folder.path() / "made.jp2";
  opj_cparameters_t parameters;
  opj_set_default_encoder_parameters(&parameters);
  parameters.tcp_numlayers = 1;
  parameters.cp_disto_alloc = 1;
  parameters.tcp_rates[0] = 0;  // lossless
  std::vector<opj_image_cmptparm_t> components(settings.channels);
  for (auto& component : components) {
    component = {};
    component.dx = component.dy = 1;
    component.w = static_cast<OPJ_UINT32>(image.width);
    component.h = static_cast<OPJ_UINT32>(image.height);
    component.prec = settings.bits;
  }
  const OpjImage pixels(
      opj_image_create(settings.channels, components.data(),
                       settings.channels == 1 ? OPJ_CLRSPC_GRAY : OPJ_CLRSPC_SRGB));
  pixels->x1 = static_cast<OPJ_UINT32>(image.width);
  pixels->y1 = static_cast<OPJ_UINT32>(image.height);
  for (std::size_t i = 0; i < image.rgb.size() / 3; ++i) {
    for (OPJ_UINT32 c = 0; c < settings.channels; ++c) {
      const int level = c == 3 ? settings.alpha : image.rgb[3 * i + c];
      pixels->comps[c].data[i] = level * ((1 << settings.bits) - 1) / 255;
    }
  }
  const OpjCodec codec(opj_create_compress(settings.format));
  opj_setup_encoder(codec.get(), &parameters, pixels.get());
  OpjStream stream(opj_stream_create_default_file_stream(path.c_str(), OPJ_FALSE));
  EXPECT_TRUE(opj_start_compress(codec.get(), pixels.get(), stream.get()));
  EXPECT_TRUE(opj_encode(codec.get(), stream.get()));
  EXPECT_TRUE(opj_end_compress(codec.get(), stream.get()));
  stream.reset();
  std::ifstream file(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  return bytes_of(text);
}

TEST(DecodeJpeg2000, IsExactForLosslessFilesAndCodestreams) {
  for (const auto format : {OPJ_CODEC_JP2, OPJ_CODEC_J2K}) {
    const auto photo = decode_photo(jpeg2000_of(corners(), {.format = format}));
    ASSERT_TRUE(photo) << photo.error().message;
    EXPECT_EQ(photo->image, corners());
    EXPECT_EQ(photo->format, "jpeg2000");
  }
}

TEST(DecodeJpeg2000, BringsTwelveAndSixteenBitsDownToEight) {
  for (const OPJ_UINT32 bits : {12U, 16U}) {
    const auto photo = decode_photo(jpeg2000_of(corners(), {.bits = bits}));
    ASSERT_TRUE(photo) << photo.error().message;
    EXPECT_EQ(photo->image, corners()) << bits;
  }
}

TEST(DecodeJpeg2000, ReadsGreyAndLaysAlphaOverWhite) {
  const auto grey = decode_photo(jpeg2000_of(corners(), {.channels = 1}));
  ASSERT_TRUE(grey) << grey.error().message;
  EXPECT_EQ(corners_of(grey->image), "rgb --- --- rgb");  // of red alone
  const auto clear = decode_photo(jpeg2000_of(corners(), {.channels = 4, .alpha = 0}));
  ASSERT_TRUE(clear) << clear.error().message;
  EXPECT_EQ(corners_of(clear->image), "rgb rgb rgb rgb");
}

TEST(DecodeJpeg2000, HalvesAsFarAsTheShorterSideAllows) {
  const auto photo = decode_photo(jpeg2000_of(corners(400, 300)), {.least_side = 75});
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(photo->image.width, 100);
  EXPECT_EQ(photo->image.height, 75);
  EXPECT_EQ(photo->width, 400);
  EXPECT_EQ(corners_of(photo->image), kUprightCorners);
}

TEST(DecodeJpeg2000, ChecksPixelsBeforeMemoryIsTaken) {
  const auto photo = decode_photo(jpeg2000_of(corners()), {.most_pixels = 96 * 64 - 1});
  ASSERT_FALSE(photo);
  EXPECT_EQ(photo.error().code, ErrorCode::too_large);
}

TEST(DecodeJpeg2000, StandsAnyDamage) {
  EXPECT_GT(count_shown_when_damaged(jpeg2000_of(corners(48, 32)), {.most_pixels = 1'000'000}), 30);
}

}  // namespace
}  // namespace nunchi::decode
