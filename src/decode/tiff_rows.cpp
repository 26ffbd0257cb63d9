#include "decode/tiff_rows.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "decode/colour.h"
#include "decode/lcms_handles.h"

namespace nunchi::decode {
namespace {

// All rows one after the other, as stored.
Result<std::vector<std::uint8_t>> stored_rows(TIFF* tiff, const Image& image,
                                              std::size_t pixel_bytes) {
  const std::size_t row_bytes = pixel_bytes * static_cast<std::size_t>(image.width);
  if (TIFFScanlineSize(tiff) != static_cast<tmsize_t>(row_bytes)) {
    return Error{ErrorCode::corrupt_data, "rows of another length"};
  }
  std::vector<std::uint8_t> rows(row_bytes * static_cast<std::size_t>(image.height));
  for (int y = 0; y < image.height; ++y) {
    std::uint8_t* row = rows.data() + row_bytes * static_cast<std::size_t>(y);
    if (TIFFReadScanline(tiff, row, static_cast<std::uint32_t>(y), 0) < 0) {
      if (y == 0) return Error{ErrorCode::corrupt_data, "no row can be read"};
      break;
    }
  }
  return rows;
}

Status read_lab(TIFF* tiff, Image& image) {
  auto rows = stored_rows(tiff, image, 3);
  if (!rows) return std::move(rows).error();
  // TIFF's a* and b* are signed, lcms2's 8-bit ones have 128 for zero.
  for (std::size_t i = 0; i < rows->size(); ++i) {
    if (i % 3 != 0) (*rows)[i] = static_cast<std::uint8_t>((*rows)[i] ^ 0x80U);
  }
  const Profile lab(cmsCreateLab4Profile(nullptr)), srgb(cmsCreate_sRGBProfile());
  const Transform transform(cmsCreateTransform(lab.get(), TYPE_Lab_8, srgb.get(), TYPE_RGB_8,
                                               INTENT_PERCEPTUAL, cmsFLAGS_NOCACHE));
  if (!transform) return Error{ErrorCode::internal, "no way from Lab to sRGB"};
  for (int y = 0; y < image.height; ++y) {
    const std::size_t row_bytes = 3 * static_cast<std::size_t>(image.width);
    cmsDoTransform(transform.get(), rows->data() + row_bytes * static_cast<std::size_t>(y),
                   image.row(y), static_cast<cmsUInt32Number>(image.width));
  }
  return ok();
}

template <class T>
float value_at(const std::uint8_t* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return static_cast<float>(value);
}

float sample_at(const std::uint8_t* at, int format) {
  switch (format) {
    case SAMPLEFORMAT_IEEEFP: return value_at<float>(at);
    case SAMPLEFORMAT_INT: return value_at<std::int32_t>(at);
    default: return value_at<std::uint32_t>(at);
  }
}

float scale_of(const std::vector<float>& samples) {
  float brightest = 0;
  for (const float sample : samples) {
    if (std::isfinite(sample)) brightest = std::max(brightest, sample);
  }
  for (const float top : {1.0F, 255.0F, 65535.0F}) {
    if (brightest <= top) return top;
  }
  return brightest;
}

Status read_deep(TIFF* tiff, Image& image) {
  const std::size_t channels = number_of(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  const int format = number_of(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
  auto rows = stored_rows(tiff, image, 4 * channels);
  if (!rows) return std::move(rows).error();
  std::vector<float> samples(rows->size() / 4);
  for (std::size_t i = 0; i < samples.size(); ++i)
    samples[i] = sample_at(rows->data() + 4 * i, format);
  const float top = scale_of(samples);
  const bool white_is_zero = number_of(tiff, TIFFTAG_PHOTOMETRIC, 0) == PHOTOMETRIC_MINISWHITE;
  for (std::size_t i = 0; i < image.rgb.size(); ++i) {
    const float sample = samples[channels == 3 ? i : i / 3] / top;
    const float light = std::isfinite(sample) ? std::clamp(sample, 0.0F, 1.0F) : 0.0F;
    image.rgb[i] =
        static_cast<std::uint8_t>(std::lround(255 * (white_is_zero ? 1 - light : light)));
  }
  return ok();
}

}  // namespace

std::uint16_t number_of(TIFF* tiff, std::uint32_t tag, std::uint16_t otherwise) {
  std::uint16_t value = otherwise;
  return TIFFGetFieldDefaulted(tiff, tag, &value) == 1 ? value : otherwise;
}

TiffRows rows_of(TIFF* tiff) {
  const int colours = number_of(tiff, TIFFTAG_PHOTOMETRIC, 0);
  const int bits = number_of(tiff, TIFFTAG_BITSPERSAMPLE, 1);
  const int channels = number_of(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  const int layout = number_of(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  if (TIFFIsTiled(tiff) != 0 || (layout != PLANARCONFIG_CONTIG && channels > 1))
    return TiffRows::none;
  if (colours == PHOTOMETRIC_SEPARATED && bits == 8 && channels == 4 &&
      number_of(tiff, TIFFTAG_INKSET, INKSET_CMYK) == INKSET_CMYK) {
    return TiffRows::cmyk;
  }
  if (colours == PHOTOMETRIC_CIELAB && bits == 8 && channels == 3) return TiffRows::lab;
  const bool is_plain = colours == PHOTOMETRIC_MINISBLACK || colours == PHOTOMETRIC_MINISWHITE ||
                        colours == PHOTOMETRIC_RGB;
  if (is_plain && bits == 32 && (channels == 1 || channels == 3)) return TiffRows::deep;
  return TiffRows::none;
}

Status read_rows(TIFF* tiff, TiffRows rows, std::span<const std::byte> icc, Image& image) {
  if (rows == TiffRows::lab) return read_lab(tiff, image);
  if (rows == TiffRows::deep) return read_deep(tiff, image);
  if (rows == TiffRows::none) return Error{ErrorCode::internal, "nothing for us"};
  auto inks = stored_rows(tiff, image, 4);
  if (!inks) return std::move(inks).error();
  cmyk_to_srgb(*inks, Ink::plain, icc, image);
  return ok();
}

}  // namespace nunchi::decode
