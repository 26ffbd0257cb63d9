// Owners of LibRaw's handles (its C interface).
#pragma once

#include <libraw/libraw.h>

#include <memory>

namespace nunchi::decode {

struct RawCloser {
  void operator()(libraw_data_t* raw) const noexcept { libraw_close(raw); }
};
using RawFile = std::unique_ptr<libraw_data_t, RawCloser>;

struct RawImageFreer {
  void operator()(libraw_processed_image_t* image) const noexcept { libraw_dcraw_clear_mem(image); }
};
using RawImage = std::unique_ptr<libraw_processed_image_t, RawImageFreer>;

}  // namespace nunchi::decode
