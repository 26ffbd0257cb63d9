#include "decode/video_samples.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <span>

namespace nunchi::decode {
namespace {

// One component of a frame: where its samples lie.
struct Plane {
  const std::uint8_t* data = nullptr;
  std::ptrdiff_t row_bytes = 0;
  std::ptrdiff_t step = 1;  // bytes from one sample to the next
  int width = 0, height = 0;
  int shift = 0, depth = 8;

  // As 8 bits.
  int value(const std::uint8_t* from) const noexcept {
    if (depth == 8) return *from;
    std::uint16_t value = 0;
    std::memcpy(&value, from, sizeof value);  // little endian, as this machine
    return static_cast<int>((static_cast<unsigned>(value) >> shift) >> (depth - 8)) & 255;
  }
};

std::optional<Plane> plane_of(const AVFrame& frame, const AVPixFmtDescriptor& kind, int component) {
  const AVComponentDescriptor& about = kind.comp[component];
  if (about.plane < 0 || about.plane >= 4 || !frame.data[about.plane]) return std::nullopt;
  const bool colour = component == 1 || component == 2;
  Plane plane{.data = frame.data[about.plane] + about.offset,
              .row_bytes = frame.linesize[about.plane],
              .step = about.step,
              .width = frame.width,
              .height = frame.height,
              .shift = about.shift,
              .depth = about.depth};
  if (colour) {
    plane.width = AV_CEIL_RSHIFT(frame.width, kind.log2_chroma_w);
    plane.height = AV_CEIL_RSHIFT(frame.height, kind.log2_chroma_h);
  }
  return plane;
}

const AVPixFmtDescriptor* plain_kind(const AVFrame& frame) {
  const AVPixFmtDescriptor* kind = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
  constexpr std::uint64_t kOdd = AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL |
                                 AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL |
                                 AV_PIX_FMT_FLAG_FLOAT | AV_PIX_FMT_FLAG_BE | AV_PIX_FMT_FLAG_BAYER;
  if (!kind || kind->flags & kOdd || frame.width <= 0 || frame.height <= 0) return nullptr;
  if (kind->nb_components < 1 || kind->comp[0].depth < 8 || kind->comp[0].depth > 16) {
    return nullptr;
  }
  return kind;
}

// [16, 235] or [16, 240] around 128 → [0, 255].
struct Range {
  int black = 0, middle = 0;
  float stretch = 1;
  std::uint8_t operator()(float value) const noexcept {
    const float full = (value - static_cast<float>(black)) * stretch + static_cast<float>(middle);
    return static_cast<std::uint8_t>(std::clamp(full + 0.5F, 0.0F, 255.0F));
  }
};

constexpr int kTaps = 4;  // samples along each side of a cell; some twice where it is smaller

// Where the samples of `cells` cells lie along a side of `length` pixels.
template <std::size_t kMost>
std::array<int, kMost> taps(int length, int cells) {
  std::array<int, kMost> at{};
  for (int i = 0; i < kTaps * cells; ++i) {
    at[static_cast<std::size_t>(i)] =
        static_cast<int>(std::int64_t{length} * (2 * i + 1) / (2 * kTaps * cells));
  }
  return at;
}

template <class At>
void sample(const Plane& plane, int width, int height, const Range& range, At at,
            std::span<std::uint8_t> out) {
  const auto xs = taps<std::size_t{kTaps} * SmallFrame::kWidth>(plane.width, width);
  const auto ys = taps<std::size_t{kTaps} * SmallFrame::kHeight>(plane.height, height);
  for (int cell_y = 0; cell_y < height; ++cell_y) {
    std::array<int, SmallFrame::kWidth> sums{};
    for (int j = 0; j < kTaps; ++j) {
      const int y = ys[static_cast<std::size_t>(kTaps * cell_y + j)];
      const std::uint8_t* row = plane.data + plane.row_bytes * y;
      const int* x = xs.data();
      for (int cell_x = 0; cell_x < width; ++cell_x, x += kTaps) {
        sums[static_cast<std::size_t>(cell_x)] +=
            at(row, x[0]) + at(row, x[1]) + at(row, x[2]) + at(row, x[3]);
      }
    }
    for (int cell_x = 0; cell_x < width; ++cell_x) {
      out[static_cast<std::size_t>(cell_y * width + cell_x)] =
          range(static_cast<float>(sums[static_cast<std::size_t>(cell_x)]) / float{kTaps * kTaps});
    }
  }
}

void sample(const Plane& plane, int width, int height, const Range& range,
            std::span<std::uint8_t> out) {
  if (plane.depth == 8 && plane.step == 1) {
    sample(
        plane, width, height, range, [](const std::uint8_t* row, int x) { return int{row[x]}; },
        out);
  } else {
    sample(
        plane, width, height, range,
        [&](const std::uint8_t* row, int x) { return plane.value(row + plane.step * x); }, out);
  }
}

bool is_full_range(const AVFrame& frame, const AVPixFmtDescriptor& kind) {
  return frame.color_range == AVCOL_RANGE_JPEG || std::strncmp(kind.name, "yuvj", 4) == 0 ||
         (kind.nb_components < 3 && frame.color_range != AVCOL_RANGE_MPEG);
}

}  // namespace

std::optional<SmallFrame> sample_small(const AVFrame& frame) noexcept {
  const AVPixFmtDescriptor* kind = plain_kind(frame);
  if (!kind) return std::nullopt;
  const bool full = is_full_range(frame, *kind);
  const auto luma = plane_of(frame, *kind, 0);
  if (!luma) return std::nullopt;
  SmallFrame small;
  small.blue.fill(128);
  small.red.fill(128);
  sample(*luma, SmallFrame::kWidth, SmallFrame::kHeight,
         full ? Range{} : Range{.black = 16, .stretch = 255.0F / 219.0F}, small.luma);
  if (kind->nb_components < 3) return small;
  const Range range =
      full ? Range{} : Range{.black = 128, .middle = 128, .stretch = 255.0F / 224.0F};
  const auto blue = plane_of(frame, *kind, 1), red = plane_of(frame, *kind, 2);
  if (!blue || !red) return std::nullopt;
  sample(*blue, SmallFrame::kColourWidth, SmallFrame::kColourHeight, range, small.blue);
  sample(*red, SmallFrame::kColourWidth, SmallFrame::kColourHeight, range, small.red);
  return small;
}

float sample_detail(const AVFrame& frame) noexcept {
  const AVPixFmtDescriptor* kind = plain_kind(frame);
  const auto luma = kind ? plane_of(frame, *kind, 0) : std::nullopt;
  if (!luma || luma->width < 2) return 0;
  constexpr int kRows = 32;
  std::int64_t change = 0, count = 0;
  for (int row = 0; row < kRows; ++row) {
    const std::uint8_t* from =
        luma->data + luma->row_bytes * (luma->height * (2 * row + 1) / (2 * kRows));
    int before = luma->value(from);
    for (int x = 1; x < luma->width; ++x) {
      from += luma->step;
      const int now = luma->value(from);
      change += std::abs(now - before);
      before = now;
    }
    count += luma->width - 1;
  }
  return static_cast<float>(change) / static_cast<float>(count);
}

}  // namespace nunchi::decode
