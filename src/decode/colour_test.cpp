#include "decode/colour.h"

#include <gtest/gtest.h>

#include "decode/lcms_handles.h"
#include "decode/made_files.h"
#include "decode/matrix_profile.h"

namespace nunchi::decode {
namespace {

Bytes profile_of(const Profile& profile) {
  cmsUInt32Number size = 0;
  cmsSaveProfileToMem(profile.get(), nullptr, &size);
  Bytes bytes(size);
  cmsSaveProfileToMem(profile.get(), bytes.data(), &size);
  return bytes;
}

Profile rgb_profile(const cmsCIExyYTRIPLE& primaries, double gamma) {
  const cmsCIExyY white = {0.3127, 0.3290, 1};
  const Curve curve(cmsBuildGamma(nullptr, gamma));
  cmsToneCurve* curves[3] = {curve.get(), curve.get(), curve.get()};
  return Profile(cmsCreateRGBProfile(&white, &primaries, curves));
}

Profile display_p3() {  // with a plain gamma: near enough
  return rgb_profile({{0.680, 0.320, 1}, {0.265, 0.690, 1}, {0.150, 0.060, 1}}, 2.2);
}

Profile adobe_rgb() {
  return rgb_profile({{0.64, 0.33, 1}, {0.21, 0.71, 1}, {0.15, 0.06, 1}}, 563.0 / 256);
}

Image one_colour(std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
  return {1, 1, {red, green, blue}};
}

TEST(ToSrgb, LeavesSrgbUntouched) {
  Image image = corners();
  const Image before = image;
  to_srgb(image, profile_of(Profile(cmsCreate_sRGBProfile())));
  EXPECT_EQ(image, before);
}

TEST(ToSrgb, MakesWideGamutColoursStronger) {
  Image muted = one_colour(200, 120, 100);
  to_srgb(muted, profile_of(display_p3()));
  EXPECT_GT(muted.rgb[0], 205);
  EXPECT_LT(muted.rgb[2], 98);
  Image green = one_colour(100, 200, 100);
  to_srgb(green, profile_of(adobe_rgb()));
  EXPECT_LT(green.rgb[0], 60);
}

// lcms2 is the slow path that the fast one is held against.
TEST(MatrixProfile, AgreesWithLcmsOnAllKindsOfColours) {
  const Profile srgb(cmsCreate_sRGBProfile());
  std::mt19937 random(2);
  for (auto* make : {display_p3, adobe_rgb}) {
    const Profile profile = make();
    const auto matrix = MatrixProfile::read(profile.get());
    ASSERT_TRUE(matrix);
    EXPECT_FALSE(matrix->is_srgb());
    std::vector<std::uint8_t> fast(3 * 20'000);
    for (std::uint8_t& value : fast) value = static_cast<std::uint8_t>(random());
    std::vector<std::uint8_t> slow = fast;
    const Transform transform(cmsCreateTransform(profile.get(), TYPE_RGB_8, srgb.get(), TYPE_RGB_8,
                                                 INTENT_PERCEPTUAL, cmsFLAGS_NOOPTIMIZE));
    cmsDoTransform(transform.get(), slow.data(), slow.data(), 20'000);
    matrix->to_srgb(fast);
    int largest = 0;
    for (std::size_t i = 0; i < fast.size(); ++i)
      largest = std::max(largest, std::abs(fast[i] - slow[i]));
    EXPECT_LE(largest, 2);
  }
}

TEST(ToSrgb, KeepsGreysOfWideGamutProfilesGrey) {
  for (const Bytes& icc : {profile_of(display_p3()), profile_of(adobe_rgb())}) {
    Image grey = one_colour(128, 128, 128);
    to_srgb(grey, icc);
    for (const std::uint8_t value : grey.rgb) EXPECT_NEAR(value, 128, 2);
  }
}

TEST(ToSrgb, AppliesGreyProfiles) {
  const Curve linear(cmsBuildGamma(nullptr, 1.0));
  const cmsCIExyY white = {0.3127, 0.3290, 1};
  Image grey = one_colour(55, 55, 55);
  to_srgb(grey, profile_of(Profile(cmsCreateGrayProfile(&white, linear.get()))));
  for (const std::uint8_t value : grey.rgb) EXPECT_NEAR(value, 128, 2);
}

TEST(ToSrgb, PassesOverProfilesThatAreNone) {
  Image image = corners();
  const Image before = image;
  to_srgb(image, {});
  to_srgb(image, bytes_of("not a profile"));
  to_srgb(image, profile_of(Profile(cmsCreateLab4Profile(nullptr))));
  EXPECT_EQ(image, before);
  Bytes damaged = profile_of(display_p3());
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    Bytes icc = damaged;
    for (int i = 0; i < 4; ++i) icc[random() % icc.size()] = static_cast<std::byte>(random());
    to_srgb(image, icc);
  }
}

TEST(CmykToSrgb, MultipliesInksWithoutAProfile) {
  Image image = black_image(2, 1);
  cmyk_to_srgb(std::vector<std::uint8_t>{0, 255, 255, 0, 0, 0, 0, 128}, Ink::plain, {}, image);
  EXPECT_EQ(image.rgb, (std::vector<std::uint8_t>{255, 0, 0, 127, 127, 127}));
  cmyk_to_srgb(std::vector<std::uint8_t>{255, 0, 0, 255, 255, 255, 255, 127}, Ink::inverted, {},
               image);
  EXPECT_EQ(image.rgb, (std::vector<std::uint8_t>{255, 0, 0, 127, 127, 127}));
}

TEST(DecodePhoto, TurnsAWideGamutPngToSrgb) {
  Image image = black_image(8, 8);
  for (std::size_t i = 0; i < image.rgb.size(); i += 3) {
    image.rgb[i] = 200;
    image.rgb[i + 1] = 120;
    image.rgb[i + 2] = 100;
  }
  const auto photo = decode_photo(png_of(image, {.icc = profile_of(display_p3())}));
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_GT(photo->image.rgb[0], 205);
}

}  // namespace
}  // namespace nunchi::decode
