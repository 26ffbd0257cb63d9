// Other colours → sRGB: by ICC profile (lcms2), from inks, and alpha over white.
//
// A profile that cannot be used (damaged, for another kind of picture) is passed over: the picture
// is then shown as if it had none, which is what viewers do. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/image.h"

namespace nunchi::decode {

// Turns the picture from the profile's colours to sRGB in place. A profile that is sRGB itself (as
// nearly all are) costs some microseconds. For grey profiles red is taken as the grey value.
void to_srgb(Image& image, std::span<const std::byte> icc);

enum class Ink { plain, inverted };  // 255 is full ink; 255 is no ink (Adobe's JPEG)

// cmyk holds 4 bytes for each pixel of `image`, which is written. Without a usable profile the inks
// are multiplied, (1 - c)(1 - k), as Pillow and most viewers do.
void cmyk_to_srgb(std::span<const std::uint8_t> cmyk, Ink ink, std::span<const std::byte> icc,
                  Image& image);

// A channel laid over white.
constexpr std::uint8_t over_white(unsigned value, unsigned alpha) noexcept {
  return static_cast<std::uint8_t>((value * alpha + 255U * (255U - alpha) + 127U) / 255U);
}

}  // namespace nunchi::decode
