#include "decode/heif_references.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "decode/byte_order.h"

namespace nunchi::decode {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t kHead = 8;       // size and type
constexpr std::size_t kFullHead = 12;  // version and flags too

struct Box {
  std::size_t begin = 0, end = 0;  // in the file, its head included
};

bool is_type(Bytes file, std::size_t box, std::string_view type) {
  return std::equal(type.begin(), type.end(), file.begin() + static_cast<std::ptrdiff_t>(box + 4),
                    [](char a, std::byte b) { return static_cast<std::byte>(a) == b; });
}

// The box at `at`, which must end before `end`.
std::optional<Box> box_at(Bytes file, std::size_t at, std::size_t end) {
  if (at + kHead > end) return std::nullopt;
  const std::size_t size = big32(file, at);
  if (size == 0) return Box{at, end};  // up to the end
  if (size < kHead || size > end - at) return std::nullopt;
  return Box{at, at + size};
}

// Boxes of more than 4 GB have another form, and are none of those looked for.
std::optional<Box> find(Bytes file, std::size_t at, std::size_t end, std::string_view type) {
  while (const auto box = box_at(file, at, end)) {
    if (is_type(file, box->begin, type)) return box;
    at = box->end;
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::byte> without_shared_auxiliaries(std::span<const std::byte> file) {
  constexpr std::string_view kUnread = "free";
  std::vector<std::byte> mended;
  const auto meta = find(file, 0, file.size(), "meta");
  if (!meta || meta->begin + kFullHead > meta->end) return mended;
  const auto references = find(file, meta->begin + kFullHead, meta->end, "iref");
  if (!references || references->begin + kFullHead > references->end) return mended;
  const std::size_t id_size = byte_at(file, references->begin + kHead) == 0 ? 2 : 4;
  std::size_t at = references->begin + kFullHead;
  while (const auto reference = box_at(file, at, references->end)) {
    at = reference->end;
    const std::size_t count_at = reference->begin + kHead + id_size;
    if (count_at + 2 > reference->end || !is_type(file, reference->begin, "auxl")) continue;
    if (big16(file, count_at) < 2) continue;
    if (mended.empty()) mended.assign(file.begin(), file.end());
    std::transform(kUnread.begin(), kUnread.end(),
                   mended.begin() + static_cast<std::ptrdiff_t>(reference->begin + 4),
                   [](char sign) { return static_cast<std::byte>(sign); });
  }
  return mended;
}

}  // namespace nunchi::decode
