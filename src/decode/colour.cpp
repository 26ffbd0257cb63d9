#include "decode/colour.h"

#include <algorithm>
#include <array>

#include "decode/lcms_handles.h"
#include "decode/matrix_profile.h"

namespace nunchi::decode {
namespace {

// A profile that says more than this is no profile of a picture.
constexpr std::size_t kMostProfileBytes = 16U << 20U;

Profile open_profile(std::span<const std::byte> icc) {
  if (icc.empty() || icc.size() > kMostProfileBytes) return nullptr;
  return Profile(cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size())));
}

Transform make_transform(const Profile& from, cmsUInt32Number layout) {
  const Profile srgb(cmsCreate_sRGBProfile());
  if (!srgb) return nullptr;
  return Transform(cmsCreateTransform(from.get(), layout, srgb.get(), TYPE_RGB_8, INTENT_PERCEPTUAL,
                                      cmsFLAGS_NOCACHE));
}

// lcms counts pixels in 32 bits: row by row.
void transform_rows(const Transform& transform, std::span<const std::uint8_t> from,
                    std::size_t bytes_per_pixel, Image& image) {
  const std::size_t row_bytes = bytes_per_pixel * static_cast<std::size_t>(image.width);
  for (int y = 0; y < image.height; ++y) {
    cmsDoTransform(transform.get(), from.data() + row_bytes * static_cast<std::size_t>(y),
                   image.row(y), static_cast<cmsUInt32Number>(image.width));
  }
}

void grey_to_srgb(Image& image, const Profile& profile) {
  const Transform transform = make_transform(profile, TYPE_GRAY_8);
  if (!transform) return;
  std::array<std::uint8_t, 256> greys{};
  for (std::size_t i = 0; i < greys.size(); ++i) greys[i] = static_cast<std::uint8_t>(i);
  std::array<std::uint8_t, 3 * 256> colours{};
  cmsDoTransform(transform.get(), greys.data(), colours.data(), 256);
  for (std::size_t i = 0; i < image.rgb.size(); i += 3) {
    std::copy_n(colours.begin() + 3 * image.rgb[i], 3,
                image.rgb.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace

void to_srgb(Image& image, std::span<const std::byte> icc) {
  if (image.empty()) return;
  const Profile profile = open_profile(icc);
  if (!profile) return;
  if (const auto matrix = MatrixProfile::read(profile.get())) {
    if (!matrix->is_srgb()) matrix->to_srgb(image.rgb);
    return;
  }
  const cmsColorSpaceSignature space = cmsGetColorSpace(profile.get());
  if (space == cmsSigGrayData) grey_to_srgb(image, profile);
  if (space != cmsSigRgbData) return;
  const Transform transform = make_transform(profile, TYPE_RGB_8);
  if (transform) transform_rows(transform, image.rgb, 3, image);  // in place: lcms allows it
}

void cmyk_to_srgb(std::span<const std::uint8_t> cmyk, Ink ink, std::span<const std::byte> icc,
                  Image& image) {
  const Profile profile = open_profile(icc);
  if (profile && cmsGetColorSpace(profile.get()) == cmsSigCmykData) {
    const Transform transform =
        make_transform(profile, ink == Ink::inverted ? TYPE_CMYK_8_REV : TYPE_CMYK_8);
    if (transform) return transform_rows(transform, cmyk, 4, image);
  }
  const unsigned flip = ink == Ink::inverted ? 0 : 255;
  for (std::size_t from = 0, to = 0; to + 3 <= image.rgb.size(); from += 4, to += 3) {
    const unsigned key = cmyk[from + 3] ^ flip;
    for (std::size_t c = 0; c < 3; ++c) {
      image.rgb[to + c] = static_cast<std::uint8_t>(((cmyk[from + c] ^ flip) * key + 127U) / 255U);
    }
  }
}

}  // namespace nunchi::decode
