// Decoded: what the reader of one format hands on: pixels as they are stored, and the blocks of
// metadata that lie beside them. A value.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/image.h"

namespace nunchi::decode {

struct Decoded {
  Image image;    // not yet turned, unless `turned`; alpha laid over white
  int width = 0;  // of the full picture as stored, pixels
  int height = 0;
  bool turned = false;          // the format's own rotation is carried out, EXIF's is not to be
  std::vector<std::byte> exif;  // the TIFF structure ("II*" or "MM" first); empty: none
  std::vector<std::byte> icc;   // the colour profile that `image` is in; empty: sRGB
  std::vector<std::byte> xmp;   // the packet (XML)
  std::string flaw;             // what is wrong with the file although it could be shown; or ""
};

}  // namespace nunchi::decode
