// HdrToSrgb: pictures of high dynamic range (ITU-R BT.2100: PQ and HLG) as they look best on a
// plain sRGB screen.
//
// Light is measured against the white of plain pictures, 203 cd/m² (ITU-R BT.2408). What lies below
// half of it stays as it is; above, the colour's brightest channel bends towards the screen's
// white, which 1000 cd/m² reach (E. Reinhard et al., "Photographic Tone Reproduction for Digital
// Images", 2002, equation 4, on the part above the bend). An immutable value; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace nunchi::decode {

enum class HdrTransfer { pq, hlg };
enum class HdrPrimaries { bt709, display_p3, bt2020 };

class HdrToSrgb {
 public:
  // `bits` of a sample, 8 to 16, full range.
  HdrToSrgb(HdrTransfer transfer, HdrPrimaries primaries, int bits);

  // RGB samples to RGB bytes, as many.
  void convert(std::span<const std::uint16_t> rgb, std::span<std::uint8_t> out) const noexcept;

 private:
  bool is_hlg_;
  std::vector<float> light_;  // of each sample value, 1 = plain white
  std::array<std::array<float, 3>, 3> to_srgb_;
};

}  // namespace nunchi::decode
