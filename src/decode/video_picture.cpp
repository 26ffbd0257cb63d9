#include "decode/video_picture.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <cmath>
#include <cstring>

#include "decode/video_samples.h"
#include "picture/upright.h"

namespace nunchi::decode {
namespace {

// Files that do not say which matrix they use follow the habit: high definition BT.709, else 601.
int matrix_of(const AVFrame& frame) {
  switch (frame.colorspace) {
    case AVCOL_SPC_BT709: return SWS_CS_ITU709;
    case AVCOL_SPC_FCC: return SWS_CS_FCC;
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M: return SWS_CS_ITU601;
    case AVCOL_SPC_SMPTE240M: return SWS_CS_SMPTE240M;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL: return SWS_CS_BT2020;
    default: return frame.width >= 1280 || frame.height >= 720 ? SWS_CS_ITU709 : SWS_CS_ITU601;
  }
}

// The "J" formats are full range by their name; swscale knows the plain ones better.
AVPixelFormat plain_format(int format) {
  switch (format) {
    case AV_PIX_FMT_YUVJ420P: return AV_PIX_FMT_YUV420P;
    case AV_PIX_FMT_YUVJ422P: return AV_PIX_FMT_YUV422P;
    case AV_PIX_FMT_YUVJ444P: return AV_PIX_FMT_YUV444P;
    case AV_PIX_FMT_YUVJ440P: return AV_PIX_FMT_YUV440P;
    case AV_PIX_FMT_YUVJ411P: return AV_PIX_FMT_YUV411P;
    default: return static_cast<AVPixelFormat>(format);
  }
}

bool full_range(const AVFrame& frame) {
  return frame.color_range == AVCOL_RANGE_JPEG || plain_format(frame.format) != frame.format;
}

std::pair<int, int> picture_size(const VideoFacts& facts, int least_side) {
  const double shorter = std::min(facts.width, facts.height);
  const double shrink = least_side > 0 ? std::min(1.0, least_side / shorter) : 1;
  const auto pixels = [&](int whole) {
    return std::max(1, static_cast<int>(std::ceil(whole * shrink - 1e-6)));
  };
  std::pair size{pixels(facts.width), pixels(facts.height)};
  if (picture::swaps_sides(facts.orientation)) std::swap(size.first, size.second);
  return size;
}

}  // namespace

VideoPainter::VideoPainter(const VideoFacts& facts, int least_side)
    : orientation_(facts.orientation),
      size_(picture_size(facts, least_side)),
      scratch_(av_frame_alloc()) {}

Result<const AVFrame*> VideoPainter::scaled(const AVFrame& frame, std::pair<int, int> size,
                                            AVPixelFormat format, ScalerHandle& scaler) {
  const AVPixelFormat from = plain_format(frame.format);
  if (!sws_isSupportedInput(from)) {
    const char* name = av_get_pix_fmt_name(from);
    return Error{ErrorCode::unsupported, std::string("pixels of the kind ") + (name ? name : "?")};
  }
  // Much smaller, the mean of an area is as good as a wider filter, and costs less.
  const int filter = frame.width >= 2 * size.first ? SWS_AREA : SWS_BILINEAR;
  scaler.reset(sws_getCachedContext(scaler.release(), frame.width, frame.height, from, size.first,
                                    size.second, format, filter, nullptr, nullptr, nullptr));
  if (!scaler || !scratch_) return Error{ErrorCode::too_large, "no memory to convert a frame"};
  const int* matrix = sws_getCoefficients(matrix_of(frame));
  constexpr int kOne = 1 << 16;
  // Fails for formats without a matrix (RGB), which need none.
  sws_setColorspaceDetails(scaler.get(), matrix, full_range(frame) ? 1 : 0, matrix, 0, 0, kOne,
                           kOne);
  // swscale may write a little beyond a row: rows of a frame of its own have room for it.
  if (scratch_->width != size.first || scratch_->height != size.second ||
      scratch_->format != format) {
    av_frame_unref(scratch_.get());
    scratch_->width = size.first;
    scratch_->height = size.second;
    scratch_->format = format;
    if (av_frame_get_buffer(scratch_.get(), 0) < 0) {
      av_frame_unref(scratch_.get());
      return Error{ErrorCode::too_large, "no memory to convert a frame"};
    }
  }
  if (sws_scale(scaler.get(), frame.data, frame.linesize, 0, frame.height, scratch_->data,
                scratch_->linesize) < 0) {
    return Error{ErrorCode::corrupt_data, "a frame cannot be converted"};
  }
  return scratch_.get();
}

Result<Image> VideoPainter::paint(const AVFrame& frame) {
  const bool pq = frame.color_trc == AVCOL_TRC_SMPTE2084;
  const bool hlg = frame.color_trc == AVCOL_TRC_ARIB_STD_B67;
  const auto painted =
      scaled(frame, size_, pq || hlg ? AV_PIX_FMT_RGB48 : AV_PIX_FMT_RGB24, scaler_);
  if (!painted) return Error(painted.error());
  Image image = black_image(size_.first, size_.second);
  const std::size_t values = 3 * static_cast<std::size_t>(image.width);
  if (pq && !pq_) pq_.emplace(BrightCurve::pq);
  if (hlg && !hlg_) hlg_.emplace(BrightCurve::hlg);
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* row =
        (*painted)->data[0] + std::ptrdiff_t{(*painted)->linesize[0]} * std::ptrdiff_t{y};
    if (pq || hlg) {
      (pq ? *pq_ : *hlg_)
          .to_srgb({reinterpret_cast<const std::uint16_t*>(row), values}, {image.row(y), values});
    } else {
      std::memcpy(image.row(y), row, values);
    }
  }
  return picture::upright(std::move(image), orientation_);
}

Result<SmallFrame> VideoPainter::small(const AVFrame& frame) {
  if (auto sampled = sample_small(frame)) return *sampled;
  // RGB, palettes, packed oddities: by swscale, to full range.
  const auto tiny =
      scaled(frame, {SmallFrame::kWidth, SmallFrame::kHeight}, AV_PIX_FMT_YUV420P, small_scaler_);
  if (!tiny) return Error(tiny.error());
  auto sampled = sample_small(**tiny);
  if (!sampled) return Error{ErrorCode::internal, "a frame of YUV 4:2:0 cannot be sampled"};
  return *sampled;
}

float detail_of(const AVFrame& frame) noexcept { return sample_detail(frame); }

}  // namespace nunchi::decode
