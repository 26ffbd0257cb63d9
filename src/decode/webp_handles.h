// Owners of libwebp's handles.
#pragma once

#include <webp/decode.h>
#include <webp/demux.h>
#include <webp/encode.h>

#include <memory>

namespace nunchi::decode {

struct DemuxerCloser {
  void operator()(WebPDemuxer* demuxer) const noexcept { WebPDemuxDelete(demuxer); }
};
using Demuxer = std::unique_ptr<WebPDemuxer, DemuxerCloser>;

struct WebPDecoderCloser {
  void operator()(WebPIDecoder* decoder) const noexcept { WebPIDelete(decoder); }
};
using WebPDecoder = std::unique_ptr<WebPIDecoder, WebPDecoderCloser>;

struct WebPFreer {
  void operator()(std::uint8_t* bytes) const noexcept { WebPFree(bytes); }
};
using WebPBuffer = std::unique_ptr<std::uint8_t, WebPFreer>;

}  // namespace nunchi::decode
