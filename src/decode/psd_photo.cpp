#include "decode/psd_photo.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "decode/byte_order.h"
#include "decode/colour.h"
#include "decode/limits.h"
#include "decode/psd_sections.h"

namespace nunchi::decode {
namespace {

using Bytes = std::span<const std::byte>;

// Channels that make the colours; 0 for what we do not show.
int colour_channels(const PsdSections& sections) noexcept {
  switch (sections.colours) {
    case PsdColours::bitmap:
    case PsdColours::grey:
    case PsdColours::duotone:
    case PsdColours::indexed: return 1;
    case PsdColours::rgb: return 3;
    case PsdColours::cmyk: return 4;
    case PsdColours::multichannel:
    case PsdColours::lab: return 0;
  }
  return 0;
}

// PackBits: n in [0, 127] is followed by n + 1 bytes as they are, n in [129, 255] by one byte to be
// repeated 257 - n times, 128 by nothing. Missing bytes stay as they are in `out`.
void unpack_bits(Bytes packed, std::span<std::uint8_t> out) {
  std::size_t at = 0, to = 0;
  while (at < packed.size() && to < out.size()) {
    const std::size_t n = byte_at(packed, at++);
    if (n == 128) continue;
    const std::size_t count = std::min(out.size() - to, n < 128 ? n + 1 : 257 - n);
    if (n < 128) {
      const std::size_t got = std::min(count, packed.size() - at);
      for (std::size_t i = 0; i < got; ++i) out[to + i] = static_cast<std::uint8_t>(packed[at + i]);
      at += got;
    } else if (at < packed.size()) {
      std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(to), count,
                  static_cast<std::uint8_t>(packed[at++]));
    }
    to += count;
  }
}

// Hands out the rows of the merged picture, channel by channel.
class Rows {
 public:
  Rows(const PsdSections& sections, Bytes data, bool packed)
      : row_bytes_(
            (static_cast<std::size_t>(sections.width) * static_cast<std::size_t>(sections.depth) +
             7) /
            8),
        data_(data),
        packed_(packed),
        length_size_(sections.is_large ? 4 : 2) {
    if (!packed) return;
    const std::size_t table = length_size_ * static_cast<std::size_t>(sections.channels) *
                              static_cast<std::size_t>(sections.height);
    lengths_ = data.first(std::min(table, data.size()));
    data_ = data.subspan(lengths_.size());
  }

  std::size_t row_bytes() const noexcept { return row_bytes_; }

  // Returns whether the row was there.
  bool next(std::span<std::uint8_t> out) {
    std::size_t size = row_bytes_;
    if (packed_) {
      if (lengths_.size() < length_size_) return false;
      size = length_size_ == 2 ? big16(lengths_, 0) : big32(lengths_, 0);
      lengths_ = lengths_.subspan(length_size_);
    }
    if (size > data_.size()) return false;
    const Bytes row = data_.first(size);
    data_ = data_.subspan(size);
    if (packed_) {
      unpack_bits(row, out);
    } else {
      std::transform(row.begin(), row.end(), out.begin(),
                     [](std::byte byte) { return std::to_integer<std::uint8_t>(byte); });
    }
    return true;
  }

 private:
  std::size_t row_bytes_;
  Bytes data_;
  bool packed_;
  std::size_t length_size_;
  Bytes lengths_;
};

// Samples of 1, 8 or 16 bits as 8-bit levels; a set bit is black.
void to_levels(std::span<const std::uint8_t> row, int depth, std::span<std::uint8_t> out) {
  for (std::size_t x = 0; x < out.size(); ++x) {
    if (depth == 1) {
      out[x] = (row[x / 8] >> (7 - x % 8) & 1) != 0 ? 0 : 255;
    } else if (depth == 8) {
      out[x] = row[x];
    } else {
      const unsigned value = static_cast<unsigned>(row[2 * x]) << 8U | row[2 * x + 1];
      out[x] = static_cast<std::uint8_t>((value + 128) / 257);
    }
  }
}

// All channels that are shown, each a plane of 8-bit levels.
struct Planes {
  std::vector<std::vector<std::uint8_t>> levels;
  bool whole = true;
};

Planes read_planes(Rows rows, const PsdSections& sections, int count) {
  Planes planes;
  std::vector<std::uint8_t> row(rows.row_bytes());
  const auto width = static_cast<std::size_t>(sections.width);
  for (int channel = 0; channel < count; ++channel) {
    // What is missing is white, and full.
    auto& plane =
        planes.levels.emplace_back(width * static_cast<std::size_t>(sections.height), 255);
    for (std::size_t y = 0; planes.whole && y < static_cast<std::size_t>(sections.height); ++y) {
      planes.whole = rows.next(row);
      if (planes.whole) to_levels(row, sections.depth, std::span(plane).subspan(y * width, width));
    }
  }
  return planes;
}

void paint(const PsdSections& sections, const Planes& planes, Image& image) {
  const auto& levels = planes.levels;
  const std::size_t pixels = levels[0].size();
  if (sections.colours == PsdColours::cmyk) {  // 255 is no ink
    std::vector<std::uint8_t> inks(4 * pixels);
    for (std::size_t i = 0; i < inks.size(); ++i) inks[i] = levels[i % 4][i / 4];
    return cmyk_to_srgb(inks, Ink::inverted, sections.icc, image);
  }
  for (std::size_t i = 0; i < pixels; ++i) {
    for (std::size_t c = 0; c < 3; ++c) {
      std::uint8_t value = levels[sections.colours == PsdColours::rgb ? c : 0][i];
      if (sections.colours == PsdColours::indexed) {
        const std::size_t at = 256 * c + value;
        value =
            at < sections.palette.size() ? std::to_integer<std::uint8_t>(sections.palette[at]) : 0;
      }
      image.rgb[3 * i + c] = value;
    }
  }
  to_srgb(image, sections.icc);
}

void lay_over_white(const std::vector<std::uint8_t>& alpha, Image& image) {
  for (std::size_t i = 0; i < image.rgb.size(); ++i) {
    image.rgb[i] = over_white(image.rgb[i], alpha[i / 3]);
  }
}

}  // namespace

Result<Decoded> decode_psd(std::span<const std::byte> bytes, const PhotoOptions& options) {
  const auto sections = read_psd_sections(bytes);
  if (!sections) return Error(sections.error());
  const auto width = static_cast<std::uint64_t>(sections->width);
  const auto height = static_cast<std::uint64_t>(sections->height);
  if (auto fits = check_size(width, height, options); !fits) return std::move(fits).error();
  const int colours = colour_channels(*sections);
  if (colours == 0) return Error{ErrorCode::unsupported, "Lab or multichannel colours"};
  const bool is_bitmap = sections->colours == PsdColours::bitmap;
  if (sections->depth != (is_bitmap ? 1 : 8) && (is_bitmap || sections->depth != 16)) {
    return Error{ErrorCode::unsupported, std::to_string(sections->depth) + " bits a sample"};
  }
  if (sections->channels < colours || sections->pixels.size() < 2) {
    return Error{ErrorCode::corrupt_data, "no merged picture"};
  }
  const std::uint32_t compression = big16(sections->pixels, 0);
  if (compression > 1) return Error{ErrorCode::unsupported, "a compressed merged picture"};
  // PackBits makes 128 bytes of 2, and a row needs its length.
  if (auto fits = check_bytes_for_pixels(sections->pixels.size(), width, height, 2 * 8 * 64);
      !fits) {
    return std::move(fits).error();
  }

  const bool has_alpha = sections->has_alpha && sections->channels > colours;
  const Planes planes = read_planes(Rows(*sections, sections->pixels.subspan(2), compression == 1),
                                    *sections, colours + (has_alpha ? 1 : 0));
  Decoded decoded{.image = black_image(sections->width, sections->height),
                  .width = sections->width,
                  .height = sections->height};
  paint(*sections, planes, decoded.image);
  if (has_alpha) lay_over_white(planes.levels.back(), decoded.image);
  decoded.exif = read_exif(sections->exif);
  decoded.exif.orientation = 1;  // Photoshop turns the pixels and leaves the tag
  decoded.xmp.assign(sections->xmp.begin(), sections->xmp.end());
  decoded.iptc.assign(sections->iptc.begin(), sections->iptc.end());
  if (!planes.whole) decoded.flaw = "the file ends early";
  return decoded;
}

}  // namespace nunchi::decode
