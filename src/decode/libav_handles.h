// Owners of libav's handles.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/frame.h>
#include <libswscale/swscale.h>
}

#include <memory>

namespace nunchi::decode {

struct AvioFreer {
  void operator()(AVIOContext* context) const noexcept {
    av_freep(&context->buffer);  // libav may have replaced the one that it was given
    avio_context_free(&context);
  }
};
using AvioHandle = std::unique_ptr<AVIOContext, AvioFreer>;

struct FormatCloser {
  void operator()(AVFormatContext* format) const noexcept { avformat_close_input(&format); }
};
using FormatHandle = std::unique_ptr<AVFormatContext, FormatCloser>;

struct CodecFreer {
  void operator()(AVCodecContext* codec) const noexcept { avcodec_free_context(&codec); }
};
using CodecHandle = std::unique_ptr<AVCodecContext, CodecFreer>;

struct FrameFreer {
  void operator()(AVFrame* frame) const noexcept { av_frame_free(&frame); }
};
using FrameHandle = std::unique_ptr<AVFrame, FrameFreer>;

struct PacketFreer {
  void operator()(AVPacket* packet) const noexcept { av_packet_free(&packet); }
};
using PacketHandle = std::unique_ptr<AVPacket, PacketFreer>;

struct ScalerFreer {
  void operator()(SwsContext* scaler) const noexcept { sws_freeContext(scaler); }
};
using ScalerHandle = std::unique_ptr<SwsContext, ScalerFreer>;

}  // namespace nunchi::decode
