// Image: decoded pixels, owned: 8-bit sRGB, three bytes a pixel (red, green, blue), rows from the
// top down without padding, upright (any rotation that the file asks for has been carried out).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace nunchi {

struct Image {
  int width = 0;                  // pixels
  int height = 0;                 // pixels
  std::vector<std::uint8_t> rgb;  // exactly 3 * width * height bytes

  bool operator==(const Image&) const = default;

  bool empty() const noexcept { return width <= 0 || height <= 0; }
  const std::uint8_t* row(int y) const noexcept { return rgb.data() + row_start(y); }
  std::uint8_t* row(int y) noexcept { return rgb.data() + row_start(y); }

 private:
  std::size_t row_start(int y) const noexcept {
    return 3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(y);
  }
};

// A picture of one colour (black).
inline Image black_image(int width, int height) {
  return {width, height,
          std::vector<std::uint8_t>(3 * static_cast<std::size_t>(width) *
                                    static_cast<std::size_t>(height))};
}

}  // namespace nunchi
