#include "decode/jpeg_reduced.h"

#include <algorithm>
#include <cstring>

#include "decode/jpeg_codes.h"
#include "decode/jpeg_frame.h"
#include "decode/small_idct.h"

namespace nunchi::decode {
namespace {

// Coded bytes without stuffing, cut at the restart markers.
struct Coded {
  std::vector<std::uint8_t> bytes;  // with some zeros behind
  std::vector<std::size_t> ends;    // of the parts between restart markers
};

constexpr std::size_t kMargin = 16;  // what the bit reader may look ahead

std::optional<Coded> unstuffed(std::span<const std::byte> stuffed) {
  Coded coded;
  coded.bytes.resize(stuffed.size() + kMargin);
  std::uint8_t* to = coded.bytes.data();
  const std::byte* from = stuffed.data();
  const std::byte* const end = from + stuffed.size();
  while (true) {
    const auto* mark = static_cast<const std::byte*>(
        std::memchr(from, 0xff, static_cast<std::size_t>(end - from)));
    if (mark == nullptr || end - mark < 2) return std::nullopt;  // no end of the image
    const auto length = static_cast<std::size_t>(mark - from);
    std::memcpy(to, from, length);
    to += length;
    const auto next = std::to_integer<unsigned>(mark[1]);
    from = mark + 2;
    if (next == 0) {
      *to++ = 0xff;
    } else {
      coded.ends.push_back(static_cast<std::size_t>(to - coded.bytes.data()));
      if (next == 0xd9) break;                                              // end of the image
      if (next < 0xd0 || next > 0xd7) return std::nullopt;                  // no restart
      if (next != 0xd0 + (coded.ends.size() - 1) % 8) return std::nullopt;  // out of turn
    }
  }
  std::memset(to, 0, kMargin);
  coded.bytes.resize(static_cast<std::size_t>(to - coded.bytes.data()) + kMargin);
  return coded;
}

// The next bits of one part. After refill() at least 56 bits may be taken; beyond the part's end
// come whatever bytes follow: went_beyond() tells afterwards.
class Bits {
 public:
  Bits(const Coded& coded, std::size_t begin, std::size_t end)
      : at_(coded.bytes.data() + begin),
        begin_(at_),
        end_(coded.bytes.data() + end),
        last_(coded.bytes.data() + coded.bytes.size() - 8) {}

  void refill() noexcept {
    std::uint64_t next;
    std::memcpy(&next, at_, sizeof next);
    next_ |= __builtin_bswap64(next) >> count_;
    at_ += (63 - count_) >> 3U;
    at_ = std::min(at_, last_);  // only when far beyond the end
    count_ |= 56U;
  }
  std::uint32_t peek(unsigned count) const noexcept {
    return static_cast<std::uint32_t>(next_ >> (64 - count));
  }
  void take(unsigned count) noexcept {
    next_ <<= count;
    count_ -= count;
    taken_ += count;
  }
  // A value of so many bits (T.81 F.2.2.1, EXTEND).
  int value(unsigned size) noexcept {
    if (size == 0) return 0;
    const auto bits = static_cast<int>(peek(size));
    take(size);
    return bits < (1 << (size - 1)) ? bits - (1 << size) + 1 : bits;
  }
  bool ended_well() const noexcept {
    const auto held = 8 * static_cast<std::uint64_t>(end_ - begin_);
    return taken_ <= held && held - taken_ < 8;
  }
  bool went_beyond() const noexcept {
    return taken_ > 8 * static_cast<std::uint64_t>(end_ - begin_);
  }

 private:
  const std::uint8_t* at_;
  const std::uint8_t* begin_;
  const std::uint8_t* end_;
  const std::uint8_t* last_;
  std::uint64_t next_ = 0;
  std::uint64_t taken_ = 0;
  unsigned count_ = 0;
};

// Where coefficient k of the zigzag order stands in a 4 × 4 corner, row by row; -1: outside.
constexpr std::array<std::int8_t, 64> kCorner = [] {
  std::array<std::int8_t, 64> places{};
  int row = 0, column = 0;
  for (std::size_t k = 0; k < 64; ++k) {
    places[k] =
        row < 4 && column < 4 ? static_cast<std::int8_t>(4 * row + column) : std::int8_t{-1};
    const bool rises = (row + column) % 2 == 0;
    if (rises) {
      if (column == 7)
        ++row;
      else if (row == 0)
        ++column;
      else {
        --row;
        ++column;
      }
    } else {
      if (row == 7)
        ++column;
      else if (column == 0)
        ++row;
      else {
        ++row;
        --column;
      }
    }
  }
  return places;
}();

// What no picture's coefficients go beyond; damaged ones do, and would overflow the transform.
int dequantised(int value, int quantiser) noexcept {
  return std::clamp(value * quantiser, -16384, 16383);
}

struct Plane {
  CodeTable dc, ac;
  SkipTable skip;
  std::array<std::uint16_t, 64> quantisers;
  int across, down;               // blocks in a unit
  int block_width, block_height;  // pixels that a block becomes: 1, 2 or 4
  int last;                       // the last coefficient that is wanted
  int stride;
  std::vector<std::uint8_t> pixels;
  int previous = 0;  // DC of the block before
};

// Reads the coefficients of one block, dequantised, and leaves the others of the corner at zero.
// Returns how many there are besides the first, or -1.
int read_block(Bits& bits, Plane& plane, Corner& corner) {
  bits.refill();
  const CodeTable::Code dc = plane.dc.at(bits.peek(16));
  if (dc.length == 0 || dc.symbol > 11) return -1;
  bits.take(dc.length);
  plane.previous += bits.value(dc.symbol);
  if (plane.previous < -4096 || plane.previous > 4095) return -1;
  corner[0] = dequantised(plane.previous, plane.quantisers[0]);

  int found = 0, k = 0;
  while (k < plane.last) {
    bits.refill();
    const CodeTable::Code code = plane.ac.at(bits.peek(16));
    if (code.length == 0) return -1;
    bits.take(code.length);
    const unsigned size = code.symbol & 15U, run = code.symbol >> 4U;
    if (size == 0 && run != 15) return found;
    k += static_cast<int>(run) + 1;
    if (k > 63) return -1;
    const int value = bits.value(size);
    const int place = kCorner[static_cast<std::size_t>(k)];
    if (k <= plane.last && place >= 0) {
      corner[static_cast<std::size_t>(place)] =
          dequantised(value, plane.quantisers[static_cast<std::size_t>(k)]);
      ++found;
    }
  }
  while (k < 63) {
    bits.refill();
    const SkipTable::Skip skip = plane.skip.at(bits.peek(SkipTable::kBits));
    // A block that ends with its 63rd coefficient has no mark of its end: those bits are the
    // next's.
    if (skip.bits != 0 && k + skip.advance <= (skip.ends_block ? 62 : 63)) {
      bits.take(skip.bits);
      if (skip.ends_block) return found;
      k += skip.advance;
      continue;
    }
    const CodeTable::Code code = plane.ac.at(bits.peek(16));
    if (code.length == 0) return -1;
    const unsigned size = code.symbol & 15U, run = code.symbol >> 4U;
    bits.take(code.length + size);
    if (size == 0 && run != 15) return found;
    k += static_cast<int>(run) + 1;
  }
  return k == 63 ? found : -1;
}

std::optional<Plane> plane_for(const JpegComponent& component, const JpegFrame& frame,
                               int most_across, int most_down, int divisor) {
  const auto dc = CodeTable::make(component.dc), ac = CodeTable::make(component.ac);
  const auto fits = [](int most, int own) { return own > 0 && most % own == 0 && most <= 2; };
  if (!dc || !ac || !fits(most_across, component.across) || !fits(most_down, component.down)) {
    return std::nullopt;
  }
  Plane plane{.dc = *dc,
              .ac = *ac,
              .skip = SkipTable(*ac),
              .quantisers = component.quantisers,
              .across = component.across,
              .down = component.down,
              .block_width = 8 / divisor * most_across / component.across,
              .block_height = 8 / divisor * most_down / component.down,
              .last = 0,
              .stride = 0,
              .pixels = {}};
  const int side = std::max(plane.block_width, plane.block_height);
  plane.last = side == 1 ? 0 : side == 2 ? 4 : 24;  // in zigzag order, of a corner of that side
  const int units_across = (frame.width + 8 * most_across - 1) / (8 * most_across);
  const int units_down = (frame.height + 8 * most_down - 1) / (8 * most_down);
  plane.stride = units_across * plane.across * plane.block_width;
  plane.pixels.resize(static_cast<std::size_t>(plane.stride) *
                      static_cast<std::size_t>(units_down * plane.down * plane.block_height));
  return plane;
}

bool read_unit(Bits& bits, std::vector<Plane>& planes, int column, int row) {
  for (Plane& plane : planes) {
    for (int y = 0; y < plane.down; ++y) {
      for (int x = 0; x < plane.across; ++x) {
        Corner corner{};
        const int found = read_block(bits, plane, corner);
        if (found < 0) return false;
        std::uint8_t* to =
            plane.pixels.data() +
            static_cast<std::ptrdiff_t>((row * plane.down + y) * plane.block_height) *
                plane.stride +
            static_cast<std::ptrdiff_t>((column * plane.across + x) * plane.block_width);
        const Size size{plane.block_width, plane.block_height};
        if (found == 0) {
          fill_flat(corner[0], size, to, plane.stride);
        } else {
          transform(corner, size, to, plane.stride);
        }
      }
    }
  }
  return true;
}

bool read_units(const Coded& coded, const JpegFrame& frame, int units_across, int units_down,
                std::vector<Plane>& planes) {
  const std::int64_t units = std::int64_t{units_across} * units_down;
  const std::int64_t interval = frame.restart_interval > 0 ? frame.restart_interval : units;
  if (static_cast<std::int64_t>(coded.ends.size()) != (units + interval - 1) / interval)
    return false;
  std::int64_t unit = 0;
  std::size_t begin = 0;
  for (const std::size_t end : coded.ends) {
    Bits bits(coded, begin, end);
    for (Plane& plane : planes) plane.previous = 0;
    for (const std::int64_t until = std::min(units, unit + interval); unit < until; ++unit) {
      const int row = static_cast<int>(unit / units_across);
      if (!read_unit(bits, planes, static_cast<int>(unit % units_across), row)) return false;
      if (bits.went_beyond()) return false;
    }
    if (!bits.ended_well()) return false;
    begin = end;
  }
  return true;
}

}  // namespace

std::optional<ReducedJpeg> decode_reduced(std::span<const std::byte> bytes, int divisor) {
  const auto frame = read_plain_frame(bytes);
  if (!frame) return std::nullopt;
  int most_across = 1, most_down = 1;
  for (const JpegComponent& component : frame->components) {
    most_across = std::max(most_across, component.across);
    most_down = std::max(most_down, component.down);
  }
  const auto coded = unstuffed(frame->coded);
  if (!coded) return std::nullopt;
  std::vector<Plane> planes;
  for (const JpegComponent& component : frame->components) {
    auto plane = plane_for(component, *frame, most_across, most_down, divisor);
    if (!plane) return std::nullopt;
    planes.push_back(*std::move(plane));
  }
  const int units_across = (frame->width + 8 * most_across - 1) / (8 * most_across);
  const int units_down = (frame->height + 8 * most_down - 1) / (8 * most_down);
  if (!read_units(*coded, *frame, units_across, units_down, planes)) return std::nullopt;
  ReducedJpeg reduced{.width = (frame->width + divisor - 1) / divisor,
                      .height = (frame->height + divisor - 1) / divisor,
                      .stride = planes[0].stride};
  for (Plane& plane : planes) reduced.planes.push_back(std::move(plane.pixels));
  return reduced;
}

}  // namespace nunchi::decode
