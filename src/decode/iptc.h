// What IPTC-IIM records say about a photo (IPTC-NAA Information Interchange Model 4.2, application
// record), as Photoshop puts them into files. Own reader. Pure function, any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "decode/notes.h"
#include "decode/written_date.h"

namespace nunchi::decode {

struct IptcFacts {
  std::vector<WrittenDate> dates;  // the source is "iptc"
  Notes notes;                     // keywords, title, description
};

// `records` as in Photoshop's resource 1028 or TIFF's tag 33723. Texts come out as UTF-8; those
// that are not marked as such and are not valid as such are read as Latin-1.
IptcFacts read_iptc(std::span<const std::byte> records);

// The content of Photoshop's resource 1028 among the resources ("8BIM" blocks), or nothing.
std::span<const std::byte> iptc_among(std::span<const std::byte> resources);

}  // namespace nunchi::decode
