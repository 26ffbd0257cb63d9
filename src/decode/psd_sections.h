// The sections of a PSD file up to its merged picture. Pure function, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/result.h"

namespace nunchi::decode {

enum class PsdColours {
  bitmap = 0,
  grey = 1,
  indexed = 2,
  rgb = 3,
  cmyk = 4,
  multichannel = 7,
  duotone = 8,
  lab = 9
};

struct PsdSections {
  bool is_large = false;  // PSB
  int channels = 0;       // 1 to 56
  int width = 0;
  int height = 0;
  int depth = 0;  // bits a sample
  PsdColours colours = PsdColours::rgb;
  std::span<const std::byte> palette;  // 256 reds, greens, blues; for indexed
  std::span<const std::byte> exif, icc, xmp, iptc;
  bool has_alpha = false;             // the channel behind the colours is the picture's opacity
  std::span<const std::byte> pixels;  // the merged picture, its compression first
};

Result<PsdSections> read_psd_sections(std::span<const std::byte> bytes);

}  // namespace nunchi::decode
