// The segments of a JPEG file that come before its pixels (ITU-T T.81 annex B; Exif 2.32; the ICC
// specification's annex on JPEG; Adobe TN 5116). Pure functions, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/result.h"

namespace nunchi::decode {

struct JpegMarkers {
  int width = 0;
  int height = 0;
  int components = 0;
  bool progressive = false;
  std::span<const std::byte> exif;  // into the file: the TIFF structure of the first Exif segment
  std::span<const std::byte> xmp;   // into the file: the standard packet
  std::span<const std::byte> photoshop;  // into the file: Photoshop's resources ("8BIM" blocks)
  std::vector<std::byte> icc;            // joined from its segments; empty when one is missing
};

// corrupt_data: no frame header before the first scan. Stray bytes between segments are skipped, as
// libjpeg does; a segment that is cut off is left out.
Result<JpegMarkers> read_jpeg_markers(std::span<const std::byte> bytes);

// The number of scans (SOS markers) in the file, up to `most`.
int count_scans(std::span<const std::byte> bytes, int most);

}  // namespace nunchi::decode
