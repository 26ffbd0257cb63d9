// The signs by which files are told: a few bytes at a fixed place.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

namespace nunchi::decode {

// Whether `sign` stands at `at`; false where the bytes end before.
inline bool has(std::span<const std::byte> bytes, std::size_t at, std::string_view sign) noexcept {
  if (bytes.size() < at || bytes.size() - at < sign.size()) return false;
  return std::equal(sign.begin(), sign.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char a, std::byte b) { return static_cast<std::byte>(a) == b; });
}

}  // namespace nunchi::decode
