#include "wire/utf8.h"

namespace nunchi::wire {
namespace {

struct Lead {
  std::size_t bytes;  // of the whole sequence; 0: no sequence begins so
  char32_t bits;      // that the lead itself carries
  char32_t least;     // value that needs so many bytes
};

Lead lead_of(unsigned char byte) noexcept {
  if (byte < 0x80) return {1, byte, 0};
  if (byte < 0xC2) return {0, 0, 0};
  if (byte < 0xE0) return {2, byte & 0x1FU, 0x80};
  if (byte < 0xF0) return {3, byte & 0x0FU, 0x800};
  if (byte < 0xF5) return {4, byte & 0x07U, 0x10000};
  return {0, 0, 0};
}

}  // namespace

CodePoint first_code_point(std::string_view text) noexcept {
  const Lead lead = lead_of(static_cast<unsigned char>(text.front()));
  if (lead.bytes == 0 || lead.bytes > text.size()) return {};
  char32_t value = lead.bits;
  for (std::size_t i = 1; i < lead.bytes; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return {};
    value = value << 6 | (byte & 0x3FU);
  }
  const bool surrogate = value >= 0xD800 && value < 0xE000;
  if (value < lead.least || surrogate || value > 0x10FFFF) return {};
  return {value, lead.bytes};
}

void append_utf8(std::string& text, char32_t value) {
  const auto put = [&](char32_t byte) { text += static_cast<char>(byte); };
  const auto put_rest = [&](int shift) {
    for (; shift >= 0; shift -= 6) put(0x80 | (value >> shift & 0x3F));
  };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | value >> 6);
    put_rest(0);
  } else if (value < 0x10000) {
    put(0xE0 | value >> 12);
    put_rest(6);
  } else {
    put(0xF0 | value >> 18);
    put_rest(12);
  }
}

std::string valid_utf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  while (!text.empty()) {
    const CodePoint sign = first_code_point(text);
    append_utf8(valid, sign.value);
    text.remove_prefix(sign.bytes);
  }
  return valid;
}

}  // namespace nunchi::wire
