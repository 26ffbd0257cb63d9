// Owner of giflib's file.
#pragma once

#include <gif_lib.h>

#include <memory>

namespace nunchi::decode {

struct GifCloser {
  void operator()(GifFileType* gif) const noexcept { DGifCloseFile(gif, nullptr); }
};
using GifFile = std::unique_ptr<GifFileType, GifCloser>;

}  // namespace nunchi::decode
