#include "decode/heif_photo.h"

#include <gtest/gtest.h>

#include "decode/byte_order.h"
#include "decode/heif_handles.h"
#include "decode/heif_references.h"
#include "decode/made_files.h"

// The encoder that makes the files here leaks; the product only decodes.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libx265"; }

namespace nunchi::decode {
namespace {

struct HeifSettings {
  heif_compression_format format = heif_compression_HEVC;
  int depth = 8;
  heif_orientation orientation = heif_orientation_normal;
  int alpha_of_left_half = 255;
  Bytes exif;
};

heif_image* filled(const Image& image, const HeifSettings& settings) {
  const bool has_alpha = settings.alpha_of_left_half < 255;
  heif_image* out = nullptr;
  const bool deep = settings.depth > 8;
  const heif_chroma chroma =
      deep ? heif_chroma_interleaved_RRGGBB_LE
           : (has_alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB);
  heif_image_create(image.width, image.height, heif_colorspace_RGB, chroma, &out);
  heif_image_add_plane(out, heif_channel_interleaved, image.width, image.height, settings.depth);
  int stride = 0;
  std::uint8_t* plane = heif_image_get_plane(out, heif_channel_interleaved, &stride);
  for (int y = 0; y < image.height; ++y, plane += stride) {
    std::uint8_t* to = plane;
    for (int i = 0; i < 3 * image.width; ++i) {
      const int value = image.row(y)[i];
      const int wide = value * ((1 << settings.depth) - 1) / 255;
      *to++ = static_cast<std::uint8_t>(wide);
      if (deep) *to++ = static_cast<std::uint8_t>(wide >> 8);
      if (has_alpha && i % 3 == 2) {
        *to++ =
            static_cast<std::uint8_t>(i / 3 < image.width / 2 ? settings.alpha_of_left_half : 255);
      }
    }
  }
  return out;
}

// Empty when libheif has no encoder for the format on this machine.
Bytes heif_of(const Image& image, const HeifSettings& settings = {}) {
  const HeifContext context(heif_context_alloc());
  heif_encoder* encoder = nullptr;
  if (heif_context_get_encoder_for_format(context.get(), settings.format, &encoder).code !=
      heif_error_Ok) {
    return {};
  }
  heif_encoder_set_lossy_quality(encoder, 95);
  if (settings.format == heif_compression_AV1)
    heif_encoder_set_parameter_integer(encoder, "speed", 8);
  const HeifImage pixels(filled(image, settings));
  heif_encoding_options* options = heif_encoding_options_alloc();
  options->image_orientation = settings.orientation;
  heif_image_handle* handle = nullptr;
  const heif_error error =
      heif_context_encode_image(context.get(), pixels.get(), encoder, options, &handle);
  heif_encoding_options_free(options);
  heif_encoder_release(encoder);
  EXPECT_EQ(error.code, heif_error_Ok) << error.message;
  if (!settings.exif.empty()) {
    heif_context_add_exif_metadata(context.get(), handle, settings.exif.data(),
                                   static_cast<int>(settings.exif.size()));
  }
  heif_image_handle_release(handle);
  Bytes out;
  heif_writer writer{1, [](heif_context*, const void* data, std::size_t size, void* to) {
                       const auto* from = static_cast<const std::byte*>(data);
                       static_cast<Bytes*>(to)->assign(from, from + size);
                       return heif_error{heif_error_Ok, heif_suberror_Unspecified, ""};
                     }};
  heif_context_write(context.get(), &writer, &out);
  return out;
}

#define NEEDS(file) \
  if ((file).empty()) GTEST_SKIP() << "libheif has no encoder for this format here"

TEST(DecodeHeif, ReadsHeicAndAvif) {
  for (const auto format : {heif_compression_HEVC, heif_compression_AV1}) {
    const Bytes file = heif_of(corners(), {.format = format});
    NEEDS(file);
    const auto photo = decode_photo(file);
    ASSERT_TRUE(photo) << photo.error().message;
    EXPECT_EQ(photo->format, format == heif_compression_HEVC ? "heic" : "avif");
    EXPECT_EQ(corners_of(photo->image), kUprightCorners);
    EXPECT_EQ(photo->width, 96);
  }
}

TEST(DecodeHeif, CarriesOutItsOwnRotationOnceAndNotExifsOnTop) {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    // Cameras write the rotation twice: as the format's property and in Exif.
    const Bytes file = heif_of(stored_at(corners(), orientation),
                               {.orientation = static_cast<heif_orientation>(orientation),
                                .exif = exif_with_orientation(orientation)});
    NEEDS(file);
    const auto photo = decode_photo(file);
    ASSERT_TRUE(photo) << photo.error().message;
    EXPECT_EQ(corners_of(photo->image), kUprightCorners) << orientation;
    EXPECT_EQ(photo->width, 96);
    EXPECT_EQ(photo->height, 64);
  }
}

TEST(DecodeHeif, BringsTenAndTwelveBitsDownToEight) {
  for (const auto& settings : {HeifSettings{.depth = 10}, HeifSettings{.depth = 12}}) {
    const Bytes file = heif_of(corners(), settings);
    NEEDS(file);
    const auto photo = decode_photo(file);
    ASSERT_TRUE(photo) << photo.error().message;
    EXPECT_EQ(corners_of(photo->image), kUprightCorners) << settings.depth;
  }
}

TEST(DecodeHeif, LaysAlphaOverWhite) {
  const Bytes file = heif_of(corners(), {.alpha_of_left_half = 0});
  NEEDS(file);
  const auto photo = decode_photo(file);
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(corners_of(photo->image), "rgb -g- --b rgb");
}

// Where a box lies in the file; 0 when it is not there.
std::size_t find_box(const Bytes& file, std::string_view type) {
  const Bytes name = bytes_of(type);
  const auto found = std::search(file.begin(), file.end(), name.begin(), name.end());
  return found == file.end() ? 0 : static_cast<std::size_t>(found - file.begin()) - 4;
}

void add_to(Bytes& file, std::size_t at, std::uint32_t more) {
  const std::uint32_t value = big32(file, at) + more;
  Bytes bytes;
  put_big(bytes, value, 4);
  std::copy(bytes.begin(), bytes.end(), file.begin() + static_cast<std::ptrdiff_t>(at));
}

// Makes the alpha plane of a file with one picture that of two, as the gain maps of iOS 18 are.
Bytes with_shared_auxiliary(Bytes file) {
  const std::size_t reference = find_box(file, "auxl"), references = find_box(file, "iref"),
                    meta = find_box(file, "meta"), places = find_box(file, "iloc");
  for (const std::size_t box : {reference, references, meta}) add_to(file, box, 2);
  // Version 0: each picture has a base of 4 bytes and one extent; what lies behind the boxes moves.
  std::size_t at = places + 16;
  for (std::uint32_t i = 0; i < big16(file, places + 14); ++i, at += 18) add_to(file, at + 4, 2);
  file[reference + 11] = std::byte{2};  // references
  const Bytes again(file.begin() + static_cast<std::ptrdiff_t>(reference + 12),
                    file.begin() + static_cast<std::ptrdiff_t>(reference + 14));
  file.insert(file.begin() + static_cast<std::ptrdiff_t>(reference + 14), again.begin(),
              again.end());
  return file;
}

TEST(DecodeHeif, ReadsFilesWhoseAuxiliaryPictureBelongsToSeveral) {
  const Bytes plain = heif_of(corners(), {.alpha_of_left_half = 0});
  NEEDS(plain);
  ASSERT_EQ(find_box(plain, "iloc") == 0, false);
  const std::size_t places = find_box(plain, "iloc");
  ASSERT_EQ(byte_at(plain, places + 8), 0U) << "another version of iloc";
  ASSERT_EQ(big16(plain, places + 12), 0x4440U) << "another form of iloc";
  EXPECT_TRUE(without_shared_auxiliaries(plain).empty());
  const Bytes shared = with_shared_auxiliary(plain);
  EXPECT_FALSE(without_shared_auxiliaries(shared).empty());
  const auto photo = decode_photo(shared);
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(corners_of(photo->image), kUprightCorners);  // without its alpha
}

TEST(WithoutSharedAuxiliaries, StandsAnyBytes) {
  const Bytes plain = heif_of(corners(), {.alpha_of_left_half = 0});
  NEEDS(plain);
  const Bytes shared = with_shared_auxiliary(plain);
  for (std::size_t size = 0; size < std::min<std::size_t>(shared.size(), 1000); ++size) {
    without_shared_auxiliaries(std::span(shared).first(size));
  }
  std::mt19937 random(5);
  for (int round = 0; round < 3000; ++round) {
    Bytes damaged = shared;
    for (int i = 0; i < 3; ++i) damaged[random() % 600] = static_cast<std::byte>(random());
    without_shared_auxiliaries(damaged);
  }
}

TEST(DecodeHeif, ReadsExif) {
  const Bytes file =
      heif_of(corners(), {.exif = MadeExif()
                                      .text(MadeExif::kMain, 0x0110, "iPhone 15")
                                      .text(MadeExif::kExif, 0x9003, "2019:07:03 14:03:05")
                                      .bytes()});
  NEEDS(file);
  const auto photo = decode_photo(file);
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(photo->camera, "iPhone 15");
  ASSERT_TRUE(photo->taken);
  EXPECT_EQ(to_iso8601(*photo->taken), "2019-07-03T14:03:05");
}

TEST(DecodeHeif, ChecksPixelsBeforeMemoryIsTaken) {
  const Bytes file = heif_of(corners());
  NEEDS(file);
  const auto photo = decode_photo(file, {.most_pixels = 96 * 64 - 1});
  ASSERT_FALSE(photo);
  EXPECT_EQ(photo.error().code, ErrorCode::too_large);
}

TEST(DecodeHeif, StandsAnyDamage) {
  const Bytes file = heif_of(corners(128, 96), {.exif = exif_with_orientation(1)});
  NEEDS(file);
  EXPECT_GT(count_shown_when_damaged(file), 20);
}

}  // namespace
}  // namespace nunchi::decode
