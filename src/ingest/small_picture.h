// A small copy of a picture. Pure, thread-safe.
#pragma once

#include "core/image.h"

namespace nunchi::ingest {

// Its longer side has `side` pixels; never larger than it was.
Image small_picture(const Image& image, int side);

}  // namespace nunchi::ingest
