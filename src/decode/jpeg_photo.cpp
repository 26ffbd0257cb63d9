#include "decode/jpeg_photo.h"

#include <algorithm>
#include <string>

#include "decode/colour.h"
#include "decode/iptc.h"
#include "decode/jpeg_handles.h"
#include "decode/jpeg_markers.h"
#include "decode/jpeg_reduced.h"
#include "decode/limits.h"

namespace nunchi::decode {
namespace {

// The 8th parts that libjpeg-turbo has fast transforms for.
tjscalingfactor scale_for(int shorter_side, int least_side) {
  for (const int divisor : {8, 4, 2}) {
    const tjscalingfactor scale{1, divisor};
    if (least_side > 0 && TJSCALED(shorter_side, scale) >= least_side) return scale;
  }
  return {1, 1};
}

// A progressive file may hold hundreds of scans, each of which costs a pass over all pixels.
Status check_work(std::span<const std::byte> bytes, const JpegMarkers& markers) {
  constexpr int kMostScans = 500;  // as TJFLAG_LIMITSCANS
  constexpr double kMostWork = 4e9;
  if (!markers.progressive) return ok();
  const double pixels = static_cast<double>(markers.width) * markers.height;
  if (count_scans(bytes, kMostScans) * pixels <= kMostWork) return ok();
  return Error{ErrorCode::too_large, "too many scans for a picture of this size"};
}

Status check_header(std::span<const std::byte> bytes, const JpegMarkers& markers,
                    const PhotoOptions& options) {
  const auto width = static_cast<std::uint64_t>(markers.width);
  const auto height = static_cast<std::uint64_t>(markers.height);
  if (auto fits = check_size(width, height, options); !fits) return fits;
  // A block of 64 pixels takes a bit at least; a quarter of that is still shown, cut or damaged.
  if (auto fits = check_bytes_for_pixels(bytes.size(), width, height, 4 * 8 * 64); !fits)
    return fits;
  return check_work(bytes, markers);
}

// What went wrong, where it is bad enough that there is nothing to show; a flaw where it is not.
Result<std::string> decode_pixels(std::span<const std::byte> bytes, int width, int height,
                                  TJPF format, std::uint8_t* out) {
  const TurboHandle turbo(tjInitDecompress());
  if (!turbo) return Error{ErrorCode::internal, "cannot start the JPEG decoder"};
  const int result = tjDecompress2(
      turbo.get(), reinterpret_cast<const unsigned char*>(bytes.data()),
      static_cast<unsigned long>(bytes.size()), out, width, 0, height, format, TJFLAG_LIMITSCANS);
  if (result == 0) return std::string();
  std::string message = tjGetErrorStr2(turbo.get());
  if (tjGetErrorCode(turbo.get()) == TJERR_WARNING) return message;
  return Error{ErrorCode::corrupt_data, std::move(message)};
}

// Our own way for plain files at 1/4 and 1/8; false where it does not serve.
bool decode_plain(std::span<const std::byte> bytes, int divisor, Image& image) {
  const auto reduced = decode_reduced(bytes, divisor);
  if (!reduced || reduced->width != image.width || reduced->height != image.height) return false;
  const TurboHandle turbo(tjInitDecompress());
  const unsigned char* planes[3] = {};
  int strides[3] = {};
  for (std::size_t i = 0; i < reduced->planes.size(); ++i) {
    planes[i] = reduced->planes[i].data();
    strides[i] = reduced->stride;
  }
  const int sampling = reduced->planes.size() == 1 ? TJSAMP_GRAY : TJSAMP_444;
  return turbo && tjDecodeYUVPlanes(turbo.get(), planes, strides, sampling, image.rgb.data(),
                                    image.width, 0, image.height, TJPF_RGB, 0) == 0;
}

}  // namespace

Result<Decoded> decode_jpeg(std::span<const std::byte> bytes, const PhotoOptions& options) {
  auto markers = read_jpeg_markers(bytes);
  if (!markers) return std::move(markers).error();
  if (auto fits = check_header(bytes, *markers, options); !fits) return std::move(fits).error();

  Decoded decoded{.width = markers->width, .height = markers->height};
  decoded.exif = read_exif(markers->exif);
  decoded.xmp.assign(markers->xmp.begin(), markers->xmp.end());
  const auto iptc = iptc_among(markers->photoshop);
  decoded.iptc.assign(iptc.begin(), iptc.end());
  const auto scale = scale_for(std::min(markers->width, markers->height), options.least_side);
  const int width = TJSCALED(markers->width, scale), height = TJSCALED(markers->height, scale);
  decoded.image = black_image(width, height);
  if (markers->components != 4) {
    if (scale.denom >= 4 && decode_plain(bytes, scale.denom, decoded.image)) {
      to_srgb(decoded.image, markers->icc);
      return decoded;
    }
    auto flaw = decode_pixels(bytes, width, height, TJPF_RGB, decoded.image.rgb.data());
    if (!flaw) return std::move(flaw).error();
    decoded.flaw = *std::move(flaw);
    to_srgb(decoded.image, markers->icc);
    return decoded;
  }
  std::vector<std::uint8_t> cmyk(decoded.image.rgb.size() / 3 * 4);
  auto flaw = decode_pixels(bytes, width, height, TJPF_CMYK, cmyk.data());
  if (!flaw) return std::move(flaw).error();
  decoded.flaw = *std::move(flaw);
  cmyk_to_srgb(cmyk, Ink::inverted, markers->icc, decoded.image);
  return decoded;
}

}  // namespace nunchi::decode
