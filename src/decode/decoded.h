// Decoded: what the reader of one format hands on: pixels as they are stored, and what the file
// says beside them. A value.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/image.h"
#include "decode/exif.h"
#include "decode/file_kind.h"

namespace nunchi::decode {

struct Decoded {
  FileKind kind = FileKind::unknown;
  Image image;    // sRGB, not yet turned; alpha laid over white; may be reduced
  int width = 0;  // of the full picture as stored, pixels
  int height = 0;
  ExifFacts exif;               // its orientation is still to be carried out on `image`
  std::vector<std::byte> xmp;   // the packet (XML)
  std::vector<std::byte> iptc;  // IPTC-IIM records
  std::string flaw;             // what is wrong with the file although it could be shown; or ""
};

}  // namespace nunchi::decode
