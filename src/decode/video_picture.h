// VideoPainter: libav's frames → Images: right colours, square pixels, upright, as small as asked
// for, in one step of scaling. Internal to decode. Not thread-safe: keeps its tables between
// frames.
#pragma once

#include <optional>
#include <utility>

#include "core/image.h"
#include "core/result.h"
#include "core/small_frame.h"
#include "decode/libav_handles.h"
#include "decode/video_facts.h"
#include "decode/video_tone.h"

namespace nunchi::decode {

class VideoPainter {
 public:
  VideoPainter(const VideoFacts& facts, int least_side);

  // unsupported: a pixel format that cannot be converted. too_large: no memory.
  Result<Image> paint(const AVFrame& frame);
  Result<SmallFrame> small(const AVFrame& frame);

 private:
  Result<const AVFrame*> scaled(const AVFrame& frame, std::pair<int, int> size,
                                AVPixelFormat format, ScalerHandle& scaler);

  int orientation_;
  std::pair<int, int> size_;  // of pictures before they are turned
  ScalerHandle scaler_, small_scaler_;
  FrameHandle scratch_;
  std::optional<VideoTone> pq_, hlg_;
};

// The mean change of brightness from one pixel to the next along some rows; 0 where it cannot be
// told cheaply.
float detail_of(const AVFrame& frame) noexcept;

}  // namespace nunchi::decode
