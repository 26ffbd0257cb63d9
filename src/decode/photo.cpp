#include "decode/photo.h"

#include <algorithm>
#include <utility>

#include "decode/codecs.h"
#include "decode/decoded.h"
#include "decode/evidence.h"
#include "decode/file_bytes.h"
#include "decode/file_kind.h"
#include "decode/isolated_codecs.h"
#include "picture/upright.h"

namespace nunchi::decode {
namespace {

// Messages of libraries may have several lines.
std::string in_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char sign) { return static_cast<unsigned char>(sign) < ' '; },
      ' ');
  return text;
}

Error unknown_kind(std::span<const std::byte> bytes) {
  if (bytes.empty()) return {ErrorCode::unsupported, "an empty file"};
  const std::string_view foreign = foreign_kind_of(bytes);
  return {ErrorCode::unsupported, foreign.empty() ? "no kind of picture we know"
                                                  : std::string(foreign) + ", no picture we read"};
}

Photo finish(Decoded decoded, const BesideTheFile& beside, const PhotoOptions& options) {
  Evidence evidence{.exif = std::move(decoded.exif),
                    .xmp = read_xmp(decoded.xmp),
                    .iptc = read_iptc(decoded.iptc),
                    .beside = beside};
  const int orientation = evidence.exif.orientation.value_or(evidence.xmp.orientation.value_or(1));
  Photo photo{.image = picture::upright(std::move(decoded.image), orientation),
              .width = decoded.width,
              .height = decoded.height,
              .format = std::string(name_of(decoded.kind)),
              .flaw = in_one_line(std::move(decoded.flaw))};
  if (picture::swaps_sides(orientation)) std::swap(photo.width, photo.height);
  describe(evidence, orientation, options, photo);
  return photo;
}

Result<Photo> decode(std::span<const std::byte> bytes, const BesideTheFile& beside,
                     const PhotoOptions& options) {
  if (bytes.size() > options.most_bytes) {
    return Error{ErrorCode::too_large, std::to_string(bytes.size()) + " bytes"};
  }
  const FileKind kind = kind_of(bytes);
  if (kind == FileKind::unknown) return unknown_kind(bytes);
  const bool isolated = options.codecs != nullptr && is_risky(kind);
  auto decoded =
      isolated ? options.codecs->decode(kind, bytes, options) : decode_kind(kind, bytes, options);
  if (!decoded) {
    Error error = std::move(decoded).error();
    error.message = in_one_line(std::move(error.message));
    return std::move(error).while_doing("decode " + std::string(name_of(kind)));
  }
  return finish(*std::move(decoded), beside, options);
}

}  // namespace

Result<Photo> decode_photo(std::span<const std::byte> bytes, const PhotoOptions& options) {
  return decode(bytes, {}, options);
}

Result<Photo> decode_photo_of(const std::filesystem::path& file, std::span<const std::byte> bytes,
                              const PhotoOptions& options) {
  auto photo = decode(bytes, look_beside(file), options);
  if (!photo) return std::move(photo).error().while_doing(file.string());
  return photo;
}

Result<Photo> read_photo(const std::filesystem::path& file, const PhotoOptions& options) {
  // Folders hold long videos too: those are told by their first bytes.
  constexpr std::size_t kEnough = 4096;
  const auto start = read_start(file, kEnough);
  if (!start) return Error(start.error()).while_doing("read " + file.string());
  if (kind_of(*start) == FileKind::unknown) return unknown_kind(*start).while_doing(file.string());
  const auto bytes = read_file(file, options.most_bytes);
  if (!bytes) return Error(bytes.error()).while_doing("read " + file.string());
  return decode_photo_of(file, *bytes, options);
}

}  // namespace nunchi::decode
