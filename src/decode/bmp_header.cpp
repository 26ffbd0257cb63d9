#include "decode/bmp_header.h"

#include <algorithm>
#include <string>

#include "decode/byte_order.h"

namespace nunchi::decode {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t kFileHeader = 14;
constexpr std::size_t kCoreHeader = 12;  // BITMAPCOREHEADER, and of OS/2 1
constexpr std::size_t kInfoHeader = 40;  // BITMAPINFOHEADER; 52 and 56 add masks, 108 and 124 more

enum Compression : std::uint32_t {
  kPlain = 0,
  kRunLength8 = 1,
  kRunLength4 = 2,
  kBitFields = 3,  // for OS/2 2: Huffman
  kJpeg = 4,
  kPng = 5,
  kAlphaBitFields = 6,
};

Error corrupt(std::string what) { return {ErrorCode::corrupt_data, std::move(what)}; }

bool is_os2_second(std::size_t header_size) noexcept {
  return header_size == 16 || header_size == 64;
}

// The masks that are meant where a file does not say.
void set_default_masks(BmpHeader& header) {
  if (header.bits == 16) header.masks = {0x7c00, 0x03e0, 0x001f, 0};
  if (header.bits == 32) header.masks = {0xff0000, 0x00ff00, 0x0000ff, 0};
}

Status read_coding(Bytes bytes, std::size_t header_size, BmpHeader& header) {
  set_default_masks(header);
  if (header_size < 20) return ok();
  const std::uint32_t compression = little32(bytes, kFileHeader + 16);
  switch (compression) {
    case kPlain: return ok();
    case kRunLength8:
      if (header.bits != 8) return corrupt("run lengths of 8 bits for other pixels");
      header.coding = BmpCoding::run_length_8;
      return ok();
    case kRunLength4:
      if (header.bits != 4) return corrupt("run lengths of 4 bits for other pixels");
      header.coding = BmpCoding::run_length_4;
      return ok();
    case kBitFields:
    case kAlphaBitFields: {
      if (is_os2_second(header_size)) break;
      if (header.bits != 16 && header.bits != 32) return corrupt("bit masks for a palette");
      // Behind the header of version 1, inside it from version 2 on: the same place.
      const std::size_t count =
          compression == kAlphaBitFields || header_size >= 56 ? std::size_t{4} : std::size_t{3};
      if (bytes.size() < kFileHeader + kInfoHeader + 4 * count) return corrupt("no bit masks");
      for (std::size_t i = 0; i < count; ++i) {
        header.masks[i] = little32(bytes, kFileHeader + kInfoHeader + 4 * i);
      }
      return ok();
    }
    default: break;
  }
  return Error{ErrorCode::unsupported, "compression " + std::to_string(compression)};
}

void read_palette(Bytes bytes, std::size_t header_size, BmpHeader& header) {
  const std::size_t entry = header_size == kCoreHeader ? 3 : 4;
  std::size_t at = kFileHeader + header_size;
  std::size_t count = std::size_t{1} << static_cast<unsigned>(header.bits);
  if (header_size >= 36) {
    const std::size_t used = little32(bytes, kFileHeader + 32);
    if (used > 0) count = std::min(count, used);
  }
  // Files with fewer entries than they say have pixels in their place.
  const std::size_t end = std::min(bytes.size(), header.pixels_at);
  for (std::size_t i = 0; i < count && at + entry <= end; ++i, at += entry) {
    header.palette.push_back({static_cast<std::uint8_t>(byte_at(bytes, at + 2)),
                              static_cast<std::uint8_t>(byte_at(bytes, at + 1)),
                              static_cast<std::uint8_t>(byte_at(bytes, at))});
  }
}

Status read_size(Bytes bytes, std::size_t header_size, BmpHeader& header) {
  constexpr std::int64_t kMost = 1 << 30;
  std::int64_t width = 0, height = 0;
  if (header_size == kCoreHeader) {
    width = little16(bytes, kFileHeader + 4);
    height = little16(bytes, kFileHeader + 6);
    header.bits = static_cast<int>(little16(bytes, kFileHeader + 10));
  } else {
    width = static_cast<std::int32_t>(little32(bytes, kFileHeader + 4));
    height = static_cast<std::int32_t>(little32(bytes, kFileHeader + 8));
    header.bits = static_cast<int>(little16(bytes, kFileHeader + 14));
  }
  header.top_down = height < 0;
  height = header.top_down ? -height : height;
  if (width <= 0 || height <= 0 || width > kMost || height > kMost) {
    return corrupt("a size of " + std::to_string(width) + " x " + std::to_string(height));
  }
  header.width = static_cast<int>(width);
  header.height = static_cast<int>(height);
  return ok();
}

}  // namespace

Result<BmpHeader> read_bmp_header(std::span<const std::byte> bytes) {
  if (bytes.size() < kFileHeader + kCoreHeader) return corrupt("the header is cut off");
  const std::size_t header_size = little32(bytes, kFileHeader);
  const bool known = header_size == kCoreHeader || header_size == 16 ||
                     (header_size >= kInfoHeader && header_size <= 124);
  if (!known) return corrupt("a header of " + std::to_string(header_size) + " bytes");
  if (bytes.size() < kFileHeader + header_size) return corrupt("the header is cut off");

  BmpHeader header;
  header.pixels_at = little32(bytes, 10);
  if (header.pixels_at >= bytes.size()) return corrupt("the pixels lie behind the end");
  if (auto read = read_size(bytes, header_size, header); !read) return std::move(read).error();
  constexpr std::array<int, 7> kDepths = {1, 2, 4, 8, 16, 24, 32};
  if (std::find(kDepths.begin(), kDepths.end(), header.bits) == kDepths.end()) {
    return corrupt(std::to_string(header.bits) + " bits a pixel");
  }
  if (auto read = read_coding(bytes, header_size, header); !read) return std::move(read).error();
  if (header.bits <= 8) read_palette(bytes, header_size, header);
  return header;
}

}  // namespace nunchi::decode
