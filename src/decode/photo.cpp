#include "decode/photo.h"

#include <algorithm>
#include <utility>

#include "decode/colour.h"
#include "decode/decoded.h"
#include "decode/exif.h"
#include "decode/file_bytes.h"
#include "decode/file_kind.h"
#include "decode/heif_photo.h"
#include "decode/jpeg_photo.h"
#include "decode/png_photo.h"
#include "decode/webp_photo.h"
#include "picture/upright.h"

namespace nunchi::decode {
namespace {

Result<Decoded> decode_kind(FileKind kind, std::span<const std::byte> bytes,
                            const PhotoOptions& options) {
  switch (kind) {
    case FileKind::jpeg: return decode_jpeg(bytes.subspan(jpeg_start(bytes)), options);
    case FileKind::png: return decode_png(bytes, options);
    case FileKind::webp: return decode_webp(bytes, options);
    case FileKind::heic:
    case FileKind::avif: return decode_heif(bytes, options);
    case FileKind::unknown: break;
  }
  return Error{ErrorCode::unsupported,
               bytes.empty() ? "an empty file" : "no kind of picture we read"};
}

// Messages of libraries may have several lines.
std::string in_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char sign) { return static_cast<unsigned char>(sign) < ' '; },
      ' ');
  return text;
}

void take_date(const std::vector<WrittenDate>& dates, const PhotoOptions& options, Photo& photo) {
  const auto now = options.now.value_or(
      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  for (const WrittenDate& date : dates) {
    auto taken = believe(date, now);
    if (taken) {
      photo.taken = *std::move(taken);
      return;
    }
    photo.dates_set_aside.push_back(taken.error().message);
  }
}

Photo finish(Decoded decoded, FileKind kind, const PhotoOptions& options) {
  const ExifFacts facts = read_exif(decoded.exif);
  const int orientation = decoded.turned ? 1 : facts.orientation;
  to_srgb(decoded.image, decoded.icc);
  Photo photo{.image = picture::upright(std::move(decoded.image), orientation),
              .width = decoded.width,
              .height = decoded.height,
              .format = std::string(name_of(kind)),
              .gps = facts.gps,
              .camera = facts.camera,
              .flaw = in_one_line(std::move(decoded.flaw))};
  if (picture::swaps_sides(orientation)) std::swap(photo.width, photo.height);
  take_date(facts.dates, options, photo);
  return photo;
}

}  // namespace

Result<Photo> decode_photo(std::span<const std::byte> bytes, const PhotoOptions& options) {
  if (bytes.size() > options.most_bytes) {
    return Error{ErrorCode::too_large, std::to_string(bytes.size()) + " bytes"};
  }
  const FileKind kind = kind_of(bytes);
  if (kind == FileKind::unknown) {
    return Error{ErrorCode::unsupported,
                 bytes.empty() ? "an empty file" : "no kind of picture we read"};
  }
  auto decoded = decode_kind(kind, bytes, options);
  if (!decoded) {
    Error error = std::move(decoded).error();
    error.message = in_one_line(std::move(error.message));
    return std::move(error).while_doing("decode " + std::string(name_of(kind)));
  }
  return finish(*std::move(decoded), kind, options);
}

Result<Photo> read_photo(const std::filesystem::path& file, const PhotoOptions& options) {
  const auto bytes = read_file(file, options.most_bytes);
  if (!bytes) return Error(bytes.error()).while_doing("read " + file.string());
  auto photo = decode_photo(*bytes, options);
  if (!photo) return std::move(photo).error().while_doing(file.string());
  return photo;
}

}  // namespace nunchi::decode
