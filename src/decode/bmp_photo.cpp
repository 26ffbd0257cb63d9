#include "decode/bmp_photo.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "decode/bmp_header.h"
#include "decode/byte_order.h"
#include "decode/colour.h"
#include "decode/limits.h"

namespace nunchi::decode {
namespace {

using Bytes = std::span<const std::byte>;

// One colour's bits in a pixel of 16 or 32.
class Channel {
 public:
  explicit Channel(std::uint32_t mask) noexcept
      : mask_(mask), shift_(mask == 0 ? 0 : std::countr_zero(mask)), top_(mask >> shift_) {}

  std::uint8_t of(std::uint32_t pixel) const noexcept {
    if (top_ == 0) return 0;
    const std::uint64_t value = (pixel & mask_) >> shift_;
    return static_cast<std::uint8_t>((value * 255 + top_ / 2) / top_);
  }

 private:
  std::uint32_t mask_;
  int shift_;
  std::uint32_t top_;
};

class Painter {
 public:
  Painter(const BmpHeader& header, Image& image) : header_(header), image_(image) {}

  std::uint8_t* row(int stored) const noexcept {
    return image_.row(header_.top_down ? stored : image_.height - 1 - stored);
  }

  void put_index(std::size_t index, std::uint8_t* to) const noexcept {
    // Indices beyond the palette are black, as in Windows.
    constexpr std::array<std::uint8_t, 3> kBlack{};
    const auto& colour = index < header_.palette.size() ? header_.palette[index] : kBlack;
    std::copy(colour.begin(), colour.end(), to);
  }

 private:
  const BmpHeader& header_;
  Image& image_;
};

void paint_indices(Bytes row, const BmpHeader& header, const Painter& painter, std::uint8_t* to) {
  const auto bits = static_cast<std::size_t>(header.bits);
  const std::size_t mask = (std::size_t{1} << bits) - 1;
  for (std::size_t x = 0; x < static_cast<std::size_t>(header.width); ++x, to += 3) {
    const std::size_t bit = x * bits;
    painter.put_index(byte_at(row, bit / 8) >> (8 - bits - bit % 8) & mask, to);
  }
}

void paint_masked(Bytes row, const BmpHeader& header, std::uint8_t* to) {
  const Channel channels[] = {Channel(header.masks[0]), Channel(header.masks[1]),
                              Channel(header.masks[2])};
  const Channel alpha(header.masks[3]);
  const auto size = static_cast<std::size_t>(header.bits / 8);
  for (std::size_t x = 0; x < static_cast<std::size_t>(header.width); ++x, to += 3) {
    const std::uint32_t pixel = size == 2 ? little16(row, 2 * x) : little32(row, 4 * x);
    const std::uint32_t opacity = header.masks[3] == 0 ? 255 : alpha.of(pixel);
    for (std::size_t c = 0; c < 3; ++c) to[c] = over_white(channels[c].of(pixel), opacity);
  }
}

void paint_bgr(Bytes row, const BmpHeader& header, std::uint8_t* to) {
  for (std::size_t x = 0; x < static_cast<std::size_t>(header.width); ++x, to += 3) {
    for (std::size_t c = 0; c < 3; ++c)
      to[c] = static_cast<std::uint8_t>(byte_at(row, 3 * x + 2 - c));
  }
}

// Returns whether all rows were there.
bool paint_plain(Bytes pixels, const BmpHeader& header, const Painter& painter) {
  const std::size_t used =
      (static_cast<std::size_t>(header.width) * static_cast<std::size_t>(header.bits) + 7) / 8;
  const std::size_t step = (used + 3) / 4 * 4;
  for (int y = 0; y < header.height; ++y) {
    if (pixels.size() < used) return false;
    const Bytes row = pixels.first(used);
    if (header.bits <= 8) {
      paint_indices(row, header, painter, painter.row(y));
    } else if (header.bits == 24) {
      paint_bgr(row, header, painter.row(y));
    } else {
      paint_masked(row, header, painter.row(y));
    }
    pixels = pixels.subspan(std::min(step, pixels.size()));
  }
  return true;
}

// Runs of 4 or 8 bits. Returns whether the end was reached in good order.
bool paint_runs(Bytes pixels, const BmpHeader& header, const Painter& painter) {
  const bool nibbles = header.coding == BmpCoding::run_length_4;
  int x = 0, y = 0;
  const auto put = [&](std::size_t index) {
    if (x < header.width && y < header.height) {
      painter.put_index(index, painter.row(y) + 3 * static_cast<std::ptrdiff_t>(x));
    }
    x = std::min(x + 1, header.width);
  };
  const auto half = [](std::uint32_t pair, std::size_t i) {
    return i % 2 == 0 ? pair >> 4U : pair & 15U;
  };
  std::size_t at = 0;
  while (at + 2 <= pixels.size() && y < header.height) {
    const std::size_t count = byte_at(pixels, at);
    const std::uint32_t value = byte_at(pixels, at + 1);
    at += 2;
    if (count > 0) {
      for (std::size_t i = 0; i < count; ++i) put(nibbles ? half(value, i) : value);
    } else if (value == 0) {
      x = 0;
      ++y;
    } else if (value == 1) {
      return true;
    } else if (value == 2) {
      if (at + 2 > pixels.size()) return false;
      x = std::min(header.width, x + static_cast<int>(byte_at(pixels, at)));
      y += static_cast<int>(byte_at(pixels, at + 1));
      at += 2;
    } else {  // so many indices as they are, padded to 16 bits
      const std::size_t size = nibbles ? (value + 1) / 2 : value;
      if (size > pixels.size() - at) return false;
      for (std::size_t i = 0; i < value; ++i) {
        put(nibbles ? half(byte_at(pixels, at + i / 2), i) : byte_at(pixels, at + i));
      }
      at = std::min(pixels.size(), at + (size + 1) / 2 * 2);
    }
  }
  return y >= header.height;
}

}  // namespace

Result<Decoded> decode_bmp(std::span<const std::byte> bytes, const PhotoOptions& options) {
  const auto header = read_bmp_header(bytes);
  if (!header) return Error(header.error());
  const auto width = static_cast<std::uint64_t>(header->width);
  const auto height = static_cast<std::uint64_t>(header->height);
  if (auto fits = check_size(width, height, options); !fits) return std::move(fits).error();
  // Two bytes of a run stand for 255 pixels, but an empty row costs two bytes as well, and jumps
  // cost nearly nothing: only plain pixels tell what the file can hold.
  const std::uint64_t per_byte = header->coding == BmpCoding::plain ? 2 * 8 : 255 * 255;
  if (auto fits = check_bytes_for_pixels(bytes.size(), width, height, per_byte); !fits) {
    return std::move(fits).error();
  }

  Decoded decoded{.image = black_image(header->width, header->height),
                  .width = header->width,
                  .height = header->height};
  const Painter painter(*header, decoded.image);
  const Bytes pixels = bytes.subspan(header->pixels_at);
  const bool plain = header->coding == BmpCoding::plain;
  for (std::size_t i = 0; i < decoded.image.rgb.size(); i += 3) {
    // Pixels that runs jump over have the palette's first colour, as in most programs.
    if (plain) {
      std::fill_n(&decoded.image.rgb[i], 3, std::uint8_t{255});
    } else {
      painter.put_index(0, &decoded.image.rgb[i]);
    }
  }
  const bool whole =
      plain ? paint_plain(pixels, *header, painter) : paint_runs(pixels, *header, painter);
  if (!whole) decoded.flaw = "the file ends early";
  return decoded;
}

}  // namespace nunchi::decode
