// Numbers of two and four bytes out of a file. The caller has checked that they are there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace nunchi::decode {

inline std::uint32_t byte_at(std::span<const std::byte> bytes, std::size_t at) noexcept {
  return std::to_integer<std::uint32_t>(bytes[at]);
}
inline std::uint32_t little16(std::span<const std::byte> bytes, std::size_t at) noexcept {
  return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8U;
}
inline std::uint32_t little32(std::span<const std::byte> bytes, std::size_t at) noexcept {
  return little16(bytes, at) | little16(bytes, at + 2) << 16U;
}
inline std::uint32_t big16(std::span<const std::byte> bytes, std::size_t at) noexcept {
  return byte_at(bytes, at) << 8U | byte_at(bytes, at + 1);
}
inline std::uint32_t big32(std::span<const std::byte> bytes, std::size_t at) noexcept {
  return big16(bytes, at) << 16U | big16(bytes, at + 2);
}

}  // namespace nunchi::decode
