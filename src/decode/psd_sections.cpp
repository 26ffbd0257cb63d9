#include "decode/psd_sections.h"

#include <algorithm>
#include <string>

#include "decode/byte_order.h"

namespace nunchi::decode {
namespace {

using Bytes = std::span<const std::byte>;

// Takes runs off the front of a file; once one is missing, everything is.
class Cursor {
 public:
  explicit Cursor(Bytes bytes) : rest_(bytes) {}

  Bytes take(std::uint64_t size) {
    if (size > rest_.size()) {
      whole_ = false;
      rest_ = {};
      return {};
    }
    const Bytes taken = rest_.first(static_cast<std::size_t>(size));
    rest_ = rest_.subspan(static_cast<std::size_t>(size));
    return taken;
  }
  std::uint32_t number(std::size_t size) {
    const Bytes bytes = take(size);
    if (bytes.empty()) return 0;
    return size == 1 ? byte_at(bytes, 0) : size == 2 ? big16(bytes, 0) : big32(bytes, 0);
  }
  std::uint64_t long_number() {
    const std::uint64_t high = number(4);
    return high << 32U | number(4);
  }
  Bytes rest() const noexcept { return rest_; }
  bool whole() const noexcept { return whole_; }

 private:
  Bytes rest_;
  bool whole_ = true;
};

// Blocks "8BIM", id, a name padded to even, length, content padded to even.
void read_resources(Bytes bytes, PsdSections& sections) {
  enum Id : std::uint32_t { kIptc = 1028, kIcc = 1039, kExif = 1058, kXmp = 1060 };
  Cursor cursor(bytes);
  while (cursor.whole() && cursor.rest().size() >= 12) {
    cursor.take(4);
    const std::uint32_t id = cursor.number(2);
    const std::uint32_t name = cursor.number(1);
    cursor.take(name + (name % 2 == 0 ? 1 : 0));
    const std::uint32_t size = cursor.number(4);
    const Bytes content = cursor.take(size);
    if (id == kIptc) sections.iptc = content;
    if (id == kIcc) sections.icc = content;
    if (id == kExif) sections.exif = content;
    if (id == kXmp) sections.xmp = content;
    if (size % 2 == 1) cursor.take(1);
  }
}

// The layers' count stands first in the layer section; a negative one says that the first channel
// behind the colours is the merged picture's opacity.
bool says_alpha(Bytes layers, bool is_large) {
  Cursor cursor(layers);
  const std::uint64_t size = is_large ? cursor.long_number() : cursor.number(4);
  if (size < 2) return false;
  return (cursor.number(2) & 0x8000U) != 0;
}

}  // namespace

Result<PsdSections> read_psd_sections(std::span<const std::byte> bytes) {
  constexpr std::uint32_t kMostSide = 300'000;  // of PSB
  Cursor cursor(bytes);
  cursor.take(4);
  PsdSections sections;
  const std::uint32_t version = cursor.number(2);
  cursor.take(6);
  sections.is_large = version == 2;
  sections.channels = static_cast<int>(cursor.number(2));
  const std::uint32_t height = cursor.number(4), width = cursor.number(4);
  sections.depth = static_cast<int>(cursor.number(2));
  sections.colours = static_cast<PsdColours>(cursor.number(2));
  sections.palette = cursor.take(cursor.number(4));
  const Bytes resources = cursor.take(cursor.number(4));
  const Bytes layers = cursor.take(sections.is_large ? cursor.long_number() : cursor.number(4));
  sections.pixels = cursor.rest();
  if (!cursor.whole()) return Error{ErrorCode::corrupt_data, "the sections are cut off"};
  if (version != 1 && version != 2) {
    return Error{ErrorCode::unsupported, "version " + std::to_string(version)};
  }
  if (width == 0 || height == 0 || width > kMostSide || height > kMostSide ||
      sections.channels < 1 || sections.channels > 56) {
    return Error{ErrorCode::corrupt_data, "a header that makes no sense"};
  }
  sections.width = static_cast<int>(width);
  sections.height = static_cast<int>(height);
  sections.has_alpha = says_alpha(layers, sections.is_large);
  read_resources(resources, sections);
  return sections;
}

}  // namespace nunchi::decode
