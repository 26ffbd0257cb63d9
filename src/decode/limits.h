// The checks that come before memory is taken. Pure functions.
#pragma once

#include <cstdint>
#include <string>

#include "core/result.h"
#include "decode/photo.h"

namespace nunchi::decode {

// corrupt_data for an empty picture, too_large for one beyond options.most_pixels.
inline Status check_size(std::uint64_t width, std::uint64_t height, const PhotoOptions& options) {
  constexpr std::uint64_t kMostSide = 1U << 24;  // keeps every product below in 64 bits
  const std::string size = std::to_string(width) + " x " + std::to_string(height) + " pixels";
  if (width == 0 || height == 0) return Error{ErrorCode::corrupt_data, "a picture of " + size};
  if (width > kMostSide || height > kMostSide || width * height > options.most_pixels) {
    return Error{
        ErrorCode::too_large,
        size + ", the limit is " + std::to_string(options.most_pixels / 1'000'000) + " megapixels"};
  }
  return ok();
}

// A file can only hold so many pixels as its compression can pack into its bytes: what claims more
// is damaged or a bomb, and no memory is taken for it.
inline Status check_bytes_for_pixels(std::uint64_t bytes, std::uint64_t width, std::uint64_t height,
                                     std::uint64_t most_pixels_per_byte) {
  if (width * height / most_pixels_per_byte <= bytes) return ok();
  return Error{ErrorCode::corrupt_data, "too few bytes for " + std::to_string(width) + " x " +
                                            std::to_string(height) + " pixels"};
}

}  // namespace nunchi::decode
