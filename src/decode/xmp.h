// What an XMP packet says about a photo. Thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/origin.h"
#include "decode/notes.h"
#include "decode/written_date.h"

namespace nunchi::decode {

// Where a named region lies, as fractions of a side.
struct NamedArea {
  std::string name, kind;
  Box box;                // [0, 1]
  bool is_stored = true;  // measured on the picture as stored, before it is turned upright
  bool operator==(const NamedArea&) const = default;
};

struct XmpFacts {
  std::optional<int> orientation;
  std::vector<WrittenDate> dates;  // the most trusted first; the source is "xmp"
  std::optional<Position> gps;
  std::string camera;
  Notes notes;  // without regions: they wait in `areas` for the picture's size
  std::vector<NamedArea> areas;
};

// Keywords of dc:subject, and the last words of Lightroom's and digiKam's hierarchies; regions of
// the Metadata Working Group (measured on the stored picture) and of Microsoft (on the upright
// one). Empty facts for what is no packet.
XmpFacts read_xmp(std::span<const std::byte> packet);

// The areas as regions of the upright picture, `width` × `height`, that is stored at `orientation`.
std::vector<Region> regions_of(const std::vector<NamedArea>& areas, int orientation, int width,
                               int height);

}  // namespace nunchi::decode
