// Looking at a frame's planes directly, at some of its pixels: for shots and sharpness, at a small
// part of the cost of converting it. Internal to decode. Pure functions.
#pragma once

#include <optional>

#include "core/small_frame.h"
#include "decode/libav_handles.h"

namespace nunchi::decode {

// Each cell is the mean of up to 4 × 4 samples, in full range. Empty for formats that are not
// brightness and colour differences (RGB, palettes, bit streams).
std::optional<SmallFrame> sample_small(const AVFrame& frame) noexcept;

// The mean change of brightness from one pixel to the next along 32 rows; 0 as above.
float sample_detail(const AVFrame& frame) noexcept;

}  // namespace nunchi::decode
