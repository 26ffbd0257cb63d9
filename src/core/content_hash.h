// ContentHash: which bytes a file holds, whatever it is called and wherever it lies.
//
// SHA-256 (FIPS 180-4) of the whole file, so that anyone can check it with `sha256sum`, no two
// files are taken for one by accident or by design, and processors with SHA instructions keep up
// with disks.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace nunchi {

struct ContentHash {
  std::array<std::uint8_t, 32> bytes{};
  auto operator<=>(const ContentHash&) const = default;
};

std::string to_hex(const ContentHash& hash);  // 64 lower-case digits

// Nothing unless `hex` is exactly 64 hexadecimal digits.
std::optional<ContentHash> content_hash_from_hex(std::string_view hex);

}  // namespace nunchi

// A hash is as good as random already: its first bytes spread well.
template <>
struct std::hash<nunchi::ContentHash> {
  std::size_t operator()(const nunchi::ContentHash& content) const noexcept {
    std::size_t first = 0;
    for (std::size_t i = 0; i < sizeof first; ++i) first = first << 8 | content.bytes[i];
    return first;
  }
};
