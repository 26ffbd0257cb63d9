#include "wire/base64.h"

#include <cstdint>

namespace nunchi::wire {

std::string to_base64(std::span<const std::byte> bytes) {
  static constexpr char kSigns[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto at = [&](std::size_t i) {
    return i < bytes.size() ? static_cast<std::uint32_t>(bytes[i]) : 0U;
  };
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::uint32_t three = at(i) << 16 | at(i + 1) << 8 | at(i + 2);
    for (const int shift : {18, 12, 6, 0}) text += kSigns[three >> shift & 63];
  }
  if (bytes.size() % 3 != 0) text.back() = '=';
  if (bytes.size() % 3 == 1) text[text.size() - 2] = '=';
  return text;
}

}  // namespace nunchi::wire
