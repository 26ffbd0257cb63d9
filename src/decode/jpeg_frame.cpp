#include "decode/jpeg_frame.h"

#include <algorithm>
#include <cstring>

#include "decode/byte_order.h"

namespace nunchi::decode {
namespace {

using Bytes = std::span<const std::byte>;

enum Marker : std::uint32_t {
  kBaseline = 0xc0,
  kSequential = 0xc1,
  kHuffmanTables = 0xc4,
  kStartOfScan = 0xda,
  kQuantisers = 0xdb,
  kRestartInterval = 0xdd,
  kAdobe = 0xee,
};

// Collects segments until the scan begins. Every take_… returns false for what is not plain.
class Reader {
 public:
  bool take(std::uint32_t marker, Bytes segment) {
    switch (marker) {
      case kBaseline:
      case kSequential: return take_frame(segment);
      case kHuffmanTables: return take_codes(segment);
      case kQuantisers: return take_quantisers(segment);
      case kRestartInterval:
        if (segment.size() != 2) return false;
        frame_.restart_interval = static_cast<int>(big16(segment, 0));
        return true;
      case kAdobe:
        // Colours that are not YCbCr: "Adobe", versions and flags, then 0.
        is_rgb_ = segment.size() >= 12 && std::memcmp(segment.data(), "Adobe", 5) == 0 &&
                  byte_at(segment, 11) == 0;
        return true;
      default:
        // Other frames, and tables of other coders.
        return marker < 0xc2 || marker > 0xcf;
    }
  }

  // The scan's header: which tables each component uses.
  std::optional<JpegFrame> finish(Bytes segment, Bytes coded) {
    const std::size_t count = ids_.size();
    if (count == 0 || (is_rgb_ && count == 3) || segment.size() != 1 + 2 * count + 3 ||
        byte_at(segment, 0) != count) {
      return std::nullopt;
    }
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t tables = byte_at(segment, 2 + 2 * i);
      const std::size_t dc = tables >> 4U, ac = tables & 15U;
      const auto& quantisers = quantisers_[quantiser_of_[i]];
      if (byte_at(segment, 1 + 2 * i) != ids_[i] || dc > 3 || ac > 3 || !quantisers ||
          dc_[dc].symbols.empty() || ac_[ac].symbols.empty()) {
        return std::nullopt;
      }
      frame_.components[i].quantisers = *quantisers;
      frame_.components[i].dc = dc_[dc];
      frame_.components[i].ac = ac_[ac];
    }
    frame_.coded = coded;
    return std::move(frame_);
  }

 private:
  bool take_frame(Bytes segment) {
    if (!ids_.empty() || segment.size() < 6 || byte_at(segment, 0) != 8) return false;
    frame_.height = static_cast<int>(big16(segment, 1));
    frame_.width = static_cast<int>(big16(segment, 3));
    const std::size_t count = byte_at(segment, 5);
    if ((count != 1 && count != 3) || segment.size() != 6 + 3 * count || frame_.width == 0 ||
        frame_.height == 0) {
      return false;
    }
    for (std::size_t i = 0; i < count; ++i) {
      ids_.push_back(byte_at(segment, 6 + 3 * i));
      const std::uint32_t sampling = byte_at(segment, 7 + 3 * i);
      JpegComponent component;
      component.across = static_cast<int>(sampling >> 4U);
      component.down = static_cast<int>(sampling & 15U);
      quantiser_of_.push_back(byte_at(segment, 8 + 3 * i));
      if (quantiser_of_.back() > 3) return false;
      frame_.components.push_back(std::move(component));
    }
    // A single component is not interleaved: its sampling says nothing (T.81 A.2.2).
    if (count == 1) frame_.components[0].across = frame_.components[0].down = 1;
    is_rgb_ = is_rgb_ || (count == 3 && ids_[0] == 'R' && ids_[1] == 'G' && ids_[2] == 'B');
    return true;
  }

  bool take_codes(Bytes segment) {
    while (segment.size() >= 17) {
      const std::uint32_t which = byte_at(segment, 0);
      if ((which & 15U) > 3 || which >> 4U > 1) return false;
      JpegCodes codes;
      std::size_t total = 0;
      for (std::size_t i = 0; i < 16; ++i) {
        codes.counts[i] = static_cast<std::uint8_t>(byte_at(segment, 1 + i));
        total += codes.counts[i];
      }
      if (total > 256 || segment.size() < 17 + total) return false;
      for (const std::byte symbol : segment.subspan(17, total)) {
        codes.symbols.push_back(std::to_integer<std::uint8_t>(symbol));
      }
      (which >> 4U == 0 ? dc_ : ac_)[which & 15U] = std::move(codes);
      segment = segment.subspan(17 + total);
    }
    return segment.empty();
  }

  bool take_quantisers(Bytes segment) {
    while (segment.size() >= 65) {
      const std::uint32_t which = byte_at(segment, 0);
      if (which > 3) return false;  // 16-bit ones too
      auto& quantisers = quantisers_[which].emplace();
      for (std::size_t i = 0; i < 64; ++i) {
        quantisers[i] = static_cast<std::uint16_t>(byte_at(segment, 1 + i));
      }
      segment = segment.subspan(65);
    }
    return segment.empty();
  }

  JpegFrame frame_;
  std::vector<std::uint32_t> ids_, quantiser_of_;
  std::array<JpegCodes, 4> dc_, ac_;
  std::array<std::optional<std::array<std::uint16_t, 64>>, 4> quantisers_;
  bool is_rgb_ = false;
};

}  // namespace

std::optional<JpegFrame> read_plain_frame(std::span<const std::byte> bytes) {
  Reader reader;
  std::size_t at = 2;  // behind the start of the image
  while (at + 4 <= bytes.size() && byte_at(bytes, at) == 0xff) {
    const std::uint32_t marker = byte_at(bytes, at + 1);
    const std::size_t length = big16(bytes, at + 2);
    if (marker < 0xc0 || length < 2 || length > bytes.size() - at - 2) return std::nullopt;
    const Bytes segment = bytes.subspan(at + 4, length - 2);
    at += 2 + length;
    if (marker == kStartOfScan) return reader.finish(segment, bytes.subspan(at));
    if (!reader.take(marker, segment)) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace nunchi::decode
