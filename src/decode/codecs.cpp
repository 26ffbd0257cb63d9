#include "decode/codecs.h"

#include <algorithm>
#include <string>

#include "decode/bmp_photo.h"
#include "decode/gif_photo.h"
#include "decode/heif_photo.h"
#include "decode/jpeg2000_photo.h"
#include "decode/jpeg_photo.h"
#include "decode/png_photo.h"
#include "decode/psd_photo.h"
#include "decode/raw_in_tiff.h"
#include "decode/raw_photo.h"
#include "decode/tiff_photo.h"
#include "decode/webp_photo.h"
#include "picture/resize.h"

namespace nunchi::decode {
namespace {

// Most RAW files are TIFF files inside. They say so by tags that pictures do not have; where that
// fails, by being nothing that a TIFF reader shows.
Result<Decoded> decode_tiff_or_raw(std::span<const std::byte> bytes, const PhotoOptions& options) {
  const bool says_raw = holds_raw(bytes);
  Result<Decoded> raw = says_raw ? decode_raw(bytes, options) : Error{ErrorCode::unsupported, ""};
  if (!raw && raw.error().code == ErrorCode::too_large) return raw;
  if (!raw) {
    auto tiff = decode_tiff(bytes, options);
    if (tiff || tiff.error().code == ErrorCode::too_large) return tiff;
    if (!says_raw) raw = decode_raw(bytes, options);
    if (!raw) return tiff;
  }
  raw->kind = FileKind::raw;
  return raw;
}

Result<Decoded> read_kind(FileKind kind, std::span<const std::byte> bytes,
                          const PhotoOptions& options) {
  switch (kind) {
    case FileKind::jpeg: return decode_jpeg(bytes.subspan(jpeg_start(bytes)), options);
    case FileKind::png: return decode_png(bytes, options);
    case FileKind::webp: return decode_webp(bytes, options);
    case FileKind::gif: return decode_gif(bytes, options);
    case FileKind::bmp: return decode_bmp(bytes, options);
    case FileKind::tiff: return decode_tiff_or_raw(bytes, options);
    case FileKind::jpeg2000: return decode_jpeg2000(bytes, options);
    case FileKind::heic:
    case FileKind::avif: return decode_heif(bytes, options);
    case FileKind::psd: return decode_psd(bytes, options);
    case FileKind::raw: return decode_raw(bytes, options);
    case FileKind::unknown: break;
  }
  return Error{ErrorCode::unsupported, "no kind of picture we read"};
}

Image reduced(Image image, int least_side) {
  if (least_side <= 0) return image;
  const int divisor = std::min(image.width, image.height) / least_side;
  if (divisor < 2) return image;
  return picture::resize(image, image.width / divisor, image.height / divisor,
                         picture::Filter::box);
}

}  // namespace

bool is_risky(FileKind kind) noexcept {
  return kind != FileKind::jpeg && kind != FileKind::png && kind != FileKind::webp;
}

Result<Decoded> decode_kind(FileKind kind, std::span<const std::byte> bytes,
                            const PhotoOptions& options) {
  auto decoded = read_kind(kind, bytes, options);
  if (!decoded) return decoded;
  if (decoded->kind == FileKind::unknown) decoded->kind = kind;
  // JPEG has come at the smallest of its own fractions already.
  if (kind != FileKind::jpeg)
    decoded->image = reduced(std::move(decoded->image), options.least_side);
  return decoded;
}

}  // namespace nunchi::decode
