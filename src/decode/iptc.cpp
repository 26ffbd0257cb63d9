#include "decode/iptc.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "decode/byte_order.h"

namespace nunchi::decode {
namespace {

using Bytes = std::span<const std::byte>;

// Whether a text is well-formed UTF-8 (RFC 3629, without the finer rules on surrogates).
bool is_utf8(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t more = lead < 0x80   ? 0
                             : lead < 0xc2 ? 4
                             : lead < 0xe0 ? 1
                             : lead < 0xf0 ? 2
                             : lead < 0xf5 ? 3
                                           : 4;
    if (more == 4 || more > text.size() - i - 1) return false;
    for (std::size_t k = 1; k <= more; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xc0U) != 0x80) return false;
    }
    i += more;
  }
  return true;
}

std::string to_utf8(Bytes bytes) {
  std::string text;
  for (const std::byte byte : bytes) text += static_cast<char>(byte);
  text.erase(std::find(text.begin(), text.end(), '\0'), text.end());
  if (is_utf8(text)) return text;
  std::string wide;
  for (const char sign : text) {  // Latin-1
    const auto code = static_cast<unsigned char>(sign);
    if (code < 0x80) {
      wide += sign;
    } else {
      wide += static_cast<char>(0xc0U | code >> 6U);
      wide += static_cast<char>(0x80U | (code & 0x3fU));
    }
  }
  return wide;
}

enum Dataset : std::uint32_t {
  kTitle = 5,
  kKeyword = 25,
  kDateCreated = 55,
  kTimeCreated = 60,
  kDescription = 120,
};

}  // namespace

IptcFacts read_iptc(std::span<const std::byte> records) {
  IptcFacts facts;
  std::string date, time;
  std::size_t at = 0;
  while (at + 5 <= records.size() && records[at] == std::byte{0x1c}) {
    const std::uint32_t record = byte_at(records, at + 1), dataset = byte_at(records, at + 2);
    const std::size_t size = big16(records, at + 3);
    at += 5;
    // Lengths above 32,767 have another form, which nobody writes for the fields we read.
    if (size > records.size() - at) break;
    std::string text = to_utf8(records.subspan(at, size));
    at += size;
    if (record != 2 || text.empty()) continue;
    std::vector<std::string>& keywords = facts.notes.keywords;
    if (dataset == kKeyword &&
        std::find(keywords.begin(), keywords.end(), text) == keywords.end()) {
      keywords.push_back(std::move(text));
    } else if (dataset == kTitle) {
      facts.notes.title = std::move(text);
    } else if (dataset == kDescription) {
      facts.notes.description = std::move(text);
    } else if (dataset == kDateCreated) {
      date = std::move(text);  // "20090829"
    } else if (dataset == kTimeCreated) {
      time = std::move(text);  // "131808+0200"
    }
  }
  if (!date.empty()) {
    const bool has_time = time.size() >= 6;
    facts.dates.push_back(
        {has_time ? date + 'T' + time.substr(0, 6) : date, has_time ? time.substr(6) : "", "iptc"});
  }
  return facts;
}

std::span<const std::byte> iptc_among(std::span<const std::byte> resources) {
  constexpr std::uint32_t kIptc = 1028;
  std::size_t at = 0;
  while (at + 12 <= resources.size()) {
    const std::uint32_t id = big16(resources, at + 4);
    const std::size_t name = byte_at(resources, at + 6);
    at += 6 + (name + 2) / 2 * 2;  // its length and its letters, together even
    if (at + 4 > resources.size()) break;
    const std::size_t size = big32(resources, at);
    at += 4;
    if (size > resources.size() - at) break;
    if (id == kIptc) return resources.subspan(at, size);
    at += size + size % 2;
  }
  return {};
}

}  // namespace nunchi::decode
