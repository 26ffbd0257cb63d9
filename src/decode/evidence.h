// Evidence: everything that is said about one photo, in the file and beside it, and what we make
// of it where the sayings differ. Thread-safe.
#pragma once

#include <filesystem>
#include <optional>

#include "decode/exif.h"
#include "decode/iptc.h"
#include "decode/photo.h"
#include "decode/written_date.h"
#include "decode/xmp.h"

namespace nunchi::decode {

struct BesideTheFile {
  std::optional<XmpFacts> side_car;  // "photo.jpg.xmp" or "photo.xmp": later wishes of the owner
  std::optional<WrittenDate> name;   // the date in the file's name
};

// Side-cars of more than 16 MB, and what is no XMP, are passed over.
BesideTheFile look_beside(const std::filesystem::path& file);

struct Evidence {
  ExifFacts exif;
  XmpFacts xmp;
  IptcFacts iptc;
  BesideTheFile beside;
};

// Fills all of `photo` but its pixels, whose size is needed for regions. `orientation` is the one
// that has been carried out. Dates: the side-car's, Exif's of taking and digitising, XMP's, IPTC's,
// Exif's of the last edit, the name's: the first that is believed; those before it that are not are
// set aside with the reason.
void describe(const Evidence& evidence, int orientation, const PhotoOptions& options, Photo& photo);

}  // namespace nunchi::decode
