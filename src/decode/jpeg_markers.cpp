#include "decode/jpeg_markers.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <string_view>

namespace nunchi::decode {
namespace {

using Bytes = std::span<const std::byte>;

enum Marker : unsigned {
  kStartOfImage = 0xd8,
  kEndOfImage = 0xd9,
  kStartOfScan = 0xda,
  kApp1 = 0xe1,
  kApp2 = 0xe2,
  kApp13 = 0xed,
};

unsigned byte_at(Bytes bytes, std::size_t at) noexcept {
  return std::to_integer<unsigned>(bytes[at]);
}
unsigned two_bytes_at(Bytes bytes, std::size_t at) noexcept {
  return byte_at(bytes, at) << 8U | byte_at(bytes, at + 1);
}

bool starts_with(Bytes bytes, std::string_view sign) noexcept {
  return bytes.size() >= sign.size() && std::memcmp(bytes.data(), sign.data(), sign.size()) == 0;
}

bool is_frame(unsigned marker) noexcept {
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

bool stands_alone(unsigned marker) noexcept {  // without a length: TEM, RSTn, SOI
  return marker == 0x01 || (marker >= 0xd0 && marker <= kStartOfImage);
}

class Reader {
 public:
  void take(unsigned marker, Bytes segment) {
    using namespace std::string_view_literals;
    constexpr auto kExif = "Exif\0"sv;  // then a byte for padding
    constexpr auto kXmp = "http://ns.adobe.com/xap/1.0/\0"sv;
    constexpr auto kPhotoshop = "Photoshop 3.0\0"sv;
    constexpr auto kIcc = "ICC_PROFILE\0"sv;
    if (is_frame(marker) && segment.size() >= 6 && found_.components == 0) {
      found_.height = static_cast<int>(two_bytes_at(segment, 1));
      found_.width = static_cast<int>(two_bytes_at(segment, 3));
      found_.components = static_cast<int>(byte_at(segment, 5));
      found_.progressive = (marker & 3U) == 2;
    } else if (marker == kApp1 && starts_with(segment, kExif) && segment.size() > 6) {
      if (found_.exif.empty()) found_.exif = segment.subspan(6);
    } else if (marker == kApp1 && starts_with(segment, kXmp)) {
      if (found_.xmp.empty()) found_.xmp = segment.subspan(kXmp.size());
    } else if (marker == kApp13 && starts_with(segment, kPhotoshop)) {
      if (found_.photoshop.empty()) found_.photoshop = segment.subspan(kPhotoshop.size());
    } else if (marker == kApp2 && starts_with(segment, kIcc) && segment.size() > kIcc.size() + 2) {
      icc_pieces_.try_emplace(byte_at(segment, kIcc.size()), segment.subspan(kIcc.size() + 2));
      icc_count_ = byte_at(segment, kIcc.size() + 1);
    }
  }

  bool has_frame() const noexcept { return found_.components > 0; }

  JpegMarkers finish() && {
    if (icc_pieces_.size() == icc_count_) {  // numbered from 1 without a gap
      for (const auto& [number, piece] : icc_pieces_) {
        found_.icc.insert(found_.icc.end(), piece.begin(), piece.end());
      }
    }
    return std::move(found_);
  }

 private:
  JpegMarkers found_;
  std::map<unsigned, Bytes> icc_pieces_;
  std::size_t icc_count_ = 0;
};

}  // namespace

Result<JpegMarkers> read_jpeg_markers(std::span<const std::byte> bytes) {
  Reader reader;
  std::size_t at = 0;
  while (at + 4 <= bytes.size()) {
    if (byte_at(bytes, at) != 0xff) {
      ++at;
      continue;
    }
    const unsigned marker = byte_at(bytes, at + 1);
    if (marker == 0xff || marker == 0 || stands_alone(marker)) {
      at += marker == 0xff ? 1 : 2;  // 0xff may be repeated as filling
      continue;
    }
    if (marker == kStartOfScan || marker == kEndOfImage) break;
    const std::size_t length = two_bytes_at(bytes, at + 2);  // counts its own two bytes
    if (length < 2 || length > bytes.size() - at - 2) {
      at += 2;  // no segment after all: look on
      continue;
    }
    reader.take(marker, bytes.subspan(at + 4, length - 2));
    at += 2 + length;
  }
  if (!reader.has_frame())
    return Error{ErrorCode::corrupt_data, "no frame header before the pixels"};
  return std::move(reader).finish();
}

int count_scans(std::span<const std::byte> bytes, int most) {
  int scans = 0;
  const std::byte* at = bytes.data();
  const std::byte* const end = at + bytes.size();
  while (scans < most && end - at >= 2) {
    at = static_cast<const std::byte*>(
        std::memchr(at, 0xff, static_cast<std::size_t>(end - at - 1)));
    if (at == nullptr) break;
    scans += std::to_integer<unsigned>(at[1]) == kStartOfScan ? 1 : 0;
    ++at;
  }
  return scans;
}

}  // namespace nunchi::decode
