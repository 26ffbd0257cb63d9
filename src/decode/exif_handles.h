// Owner of libexif's data.
#pragma once

#include <libexif/exif-data.h>

#include <memory>

namespace nunchi::decode {

struct ExifDataFreer {
  void operator()(ExifData* data) const noexcept { exif_data_unref(data); }
};
using ExifHandle = std::unique_ptr<ExifData, ExifDataFreer>;

}  // namespace nunchi::decode
