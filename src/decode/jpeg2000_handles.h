// Owners of openjp2's handles.
#pragma once

#include <openjpeg.h>

#include <memory>

namespace nunchi::decode {

struct OpjCodecCloser {
  void operator()(void* codec) const noexcept {
    opj_destroy_codec(static_cast<opj_codec_t*>(codec));
  }
};
using OpjCodec = std::unique_ptr<opj_codec_t, OpjCodecCloser>;

struct OpjStreamCloser {
  void operator()(void* stream) const noexcept {
    opj_stream_destroy(static_cast<opj_stream_t*>(stream));
  }
};
using OpjStream = std::unique_ptr<opj_stream_t, OpjStreamCloser>;

struct OpjImageFreer {
  void operator()(opj_image_t* image) const noexcept { opj_image_destroy(image); }
};
using OpjImage = std::unique_ptr<opj_image_t, OpjImageFreer>;

}  // namespace nunchi::decode
