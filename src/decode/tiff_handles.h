// Owners of libtiff's handles.
#pragma once

#include <tiffio.h>

#include <memory>

namespace nunchi::decode {

struct TiffCloser {
  void operator()(TIFF* tiff) const noexcept { TIFFClose(tiff); }
};
using TiffFile = std::unique_ptr<TIFF, TiffCloser>;

struct TiffOptionsFreer {
  void operator()(TIFFOpenOptions* options) const noexcept { TIFFOpenOptionsFree(options); }
};
using TiffOptions = std::unique_ptr<TIFFOpenOptions, TiffOptionsFreer>;

}  // namespace nunchi::decode
