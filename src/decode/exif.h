// What a photo's Exif block says (CIPA DC-008, Exif 2.32), read by libexif. Thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/origin.h"
#include "decode/written_date.h"

namespace nunchi::decode {

struct ExifFacts {
  std::optional<int> orientation;  // 1 to 8, see picture/upright.h
  std::vector<WrittenDate> dates;  // the most trusted first
  std::optional<Position> gps;
  std::string camera;
};

// `tiff` begins with "II*" or "MM" (an "Exif\0\0" before it is skipped). Empty facts when it cannot
// be read. Dates: DateTimeOriginal ("exif", when the shutter opened), DateTimeDigitized
// ("exif-digitized"), DateTime ("exif-modified": the edit's, the last resort of Exif). A position
// needs both references (N/S, E/W); 0° 0' 0" twice is what cameras without a fix write, and is
// none.
ExifFacts read_exif(std::span<const std::byte> tiff);

// "Canon" + "Canon EOS 40D" → "Canon EOS 40D"; both trimmed, no control characters.
std::string camera_name(std::string_view maker, std::string_view model);

}  // namespace nunchi::decode
