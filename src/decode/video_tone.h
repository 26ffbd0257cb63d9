// Bright video (HDR) → what an ordinary screen shows: 16-bit R′G′B′ of BT.2100 → 8-bit sRGB.
//
// PQ (SMPTE ST 2084) and HLG (ARIB STD-B67) as in ITU-R BT.2100; colours from BT.2020 to BT.709 by
// the matrix of BT.2087; light above diffuse white (203 cd/m², BT.2408) is rolled off so that
// 1,000 cd/m² becomes white (the extended curve of Reinhard et al. 2002). An immutable value; any
// thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace nunchi::decode {

enum class BrightCurve { pq, hlg };

class VideoTone {
 public:
  explicit VideoTone(BrightCurve curve);

  // Pixels of three values each; both runs are equally long.
  void to_srgb(std::span<const std::uint16_t> bright, std::span<std::uint8_t> rgb) const noexcept;

 private:
  std::vector<float> light_;         // by the upper 12 bits: 1 is diffuse white
  std::vector<std::uint8_t> level_;  // by light in [0, 1] as 12 bits: sRGB
};

}  // namespace nunchi::decode
