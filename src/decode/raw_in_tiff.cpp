#include "decode/raw_in_tiff.h"

#include <cstdint>

#include "decode/byte_order.h"

namespace nunchi::decode {
namespace {

enum Tag : std::uint32_t {
  kNewSubfileType = 254,
  kCompression = 259,
  kSubIfds = 330,
  kDngVersion = 50706,
};

}  // namespace

bool holds_raw(std::span<const std::byte> bytes) {
  if (bytes.size() < 16) return false;
  const bool is_big = bytes[0] == std::byte{'M'};
  const auto two = [&](std::size_t at) { return is_big ? big16(bytes, at) : little16(bytes, at); };
  const auto four = [&](std::size_t at) { return is_big ? big32(bytes, at) : little32(bytes, at); };
  if (two(2) != 42) return false;
  const std::size_t directory = four(4);
  if (directory > bytes.size() - 2) return false;
  const std::size_t count = two(directory);
  bool is_reduced = false, has_more_below = false;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = directory + 2 + 12 * i;
    if (at > bytes.size() - 12) break;
    const std::uint32_t tag = two(at);
    if (tag == kDngVersion) return true;
    if (tag == kNewSubfileType) is_reduced = (four(at + 8) & 1U) != 0;
    if (tag == kSubIfds) has_more_below = true;
    constexpr std::uint32_t kNikon = 34713, kPentax = 65535, kSamsung = 32769, kSony = 32767;
    if (tag == kCompression) {
      const std::uint32_t compression = two(at + 8);
      if (compression == kNikon || compression == kPentax || compression == kSamsung ||
          compression == kSony) {
        return true;
      }
    }
  }
  return is_reduced && has_more_below;
}

}  // namespace nunchi::decode
