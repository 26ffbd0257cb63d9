// ByteCursor: walks over bytes that nobody vouches for. Every step says whether the bytes were
// there.
//
// Borrows the bytes; a value, used by one thread.
#pragma once

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

namespace nunchi::infer {

// The files read here are little-endian, and so is every machine that this is built for.
static_assert(std::endian::native == std::endian::little);

class ByteCursor {
 public:
  explicit ByteCursor(std::span<const std::byte> bytes) noexcept : bytes_(bytes) {}

  std::size_t position() const noexcept { return position_; }
  std::size_t left() const noexcept { return bytes_.size() - position_; }

  // The next `count` bytes, or nothing (and no step) where fewer are left.
  std::optional<std::span<const std::byte>> take(std::size_t count) noexcept {
    if (count > left()) return std::nullopt;
    const auto taken = bytes_.subspan(position_, count);
    position_ += count;
    return taken;
  }

  std::optional<std::string_view> text(std::size_t count) noexcept {
    const auto taken = take(count);
    if (!taken) return std::nullopt;
    return std::string_view(reinterpret_cast<const char*>(taken->data()), taken->size());
  }

  // The text up to the next line feed, which is taken too but not returned.
  std::optional<std::string_view> line() noexcept {
    const auto rest = bytes_.subspan(position_);
    const auto end = std::find(rest.begin(), rest.end(), std::byte{'\n'});
    if (end == rest.end()) return std::nullopt;
    const auto found = text(static_cast<std::size_t>(end - rest.begin()));
    ++position_;
    return found;
  }

  template <std::integral Number>
  std::optional<Number> number() noexcept {
    const auto taken = take(sizeof(Number));
    if (!taken) return std::nullopt;
    Number value;
    std::memcpy(&value, taken->data(), sizeof value);
    return value;
  }

 private:
  std::span<const std::byte> bytes_;
  std::size_t position_ = 0;
};

}  // namespace nunchi::infer
