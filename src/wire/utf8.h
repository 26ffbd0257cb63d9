// UTF-8 (RFC 3629) from outside: file names and what cameras write may be any bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nunchi::wire {

inline constexpr char32_t kReplacement = U'\uFFFD';  // stands for what is not UTF-8

struct CodePoint {
  char32_t value = kReplacement;
  std::size_t bytes = 1;  // that it takes in the text, at least 1
};

// The first sign of a text that is not empty. Bytes that are not UTF-8 (cut short, overlong,
// surrogates, above U+10FFFF) come as kReplacement, one byte at a time.
CodePoint first_code_point(std::string_view text) noexcept;

void append_utf8(std::string& text, char32_t value);

// The same text, with U+FFFD for each byte that is not UTF-8.
std::string valid_utf8(std::string_view text);

}  // namespace nunchi::wire
