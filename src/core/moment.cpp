#include "core/moment.h"

#include <array>

namespace nunchi {
namespace {

constexpr std::array<std::string_view, 4> kKinds{"photo", "video", "camera", "post"};

}  // namespace

std::string_view name_of(OriginKind kind) noexcept {
  return kKinds.at(static_cast<std::size_t>(kind));
}

std::optional<OriginKind> origin_kind_from(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (kKinds[i] == name) return static_cast<OriginKind>(i);
  }
  return std::nullopt;
}

}  // namespace nunchi
