#include "decode/file_kind.h"

#include <algorithm>
#include <cstdint>

namespace nunchi::decode {
namespace {

using Bytes = std::span<const std::byte>;

bool has(Bytes bytes, std::size_t at, std::string_view sign) noexcept {
  if (bytes.size() < at || bytes.size() - at < sign.size()) return false;
  return std::equal(sign.begin(), sign.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char a, std::byte b) { return static_cast<std::byte>(a) == b; });
}

// ISO base media file: the major brand and the compatible ones of the first box (ISO/IEC 14496-12,
// 23008-12 for HEIF, AV1 Image File Format for AVIF).
FileKind kind_of_brands(Bytes bytes) noexcept {
  const std::size_t length =
      std::to_integer<std::size_t>(bytes[2]) << 8U | std::to_integer<std::size_t>(bytes[3]);
  const std::size_t end = std::min(bytes.size(), std::max<std::size_t>(length, 16));
  FileKind kind = FileKind::unknown;
  for (std::size_t at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
    if (has(bytes, at, "avif") || has(bytes, at, "avis")) return FileKind::avif;
    for (const std::string_view brand :
         {"heic", "heix", "hevc", "hevx", "heim", "heis", "hevm", "hevs", "mif1", "msf1"}) {
      if (has(bytes, at, brand)) kind = FileKind::heic;
    }
  }
  return kind;
}

}  // namespace

std::size_t jpeg_start(std::span<const std::byte> bytes) noexcept {
  // Few: many kinds of files hold a JPEG somewhere without being one.
  constexpr std::size_t kMostStray = 64;
  using namespace std::string_view_literals;
  const std::size_t last = std::min(bytes.size(), kMostStray);
  for (std::size_t at = 0; at < last; ++at) {
    if (has(bytes, at, "\xff\xd8\xff"sv)) return at;
  }
  return bytes.size();
}

FileKind kind_of(std::span<const std::byte> bytes) noexcept {
  using namespace std::string_view_literals;
  if (has(bytes, 0, "\xff\xd8\xff"sv)) return FileKind::jpeg;
  if (has(bytes, 0, "\x89PNG\r\n\x1a\n"sv)) return FileKind::png;
  if (has(bytes, 0, "RIFF"sv) && has(bytes, 8, "WEBP"sv)) return FileKind::webp;
  if (bytes.size() >= 12 && has(bytes, 4, "ftyp"sv)) return kind_of_brands(bytes);
  if (jpeg_start(bytes) < bytes.size()) return FileKind::jpeg;
  return FileKind::unknown;
}

std::string_view name_of(FileKind kind) noexcept {
  switch (kind) {
    case FileKind::unknown: return "";
    case FileKind::jpeg: return "jpeg";
    case FileKind::png: return "png";
    case FileKind::webp: return "webp";
    case FileKind::heic: return "heic";
    case FileKind::avif: return "avif";
  }
  return "";
}

}  // namespace nunchi::decode
