// Sharpness: how much fine detail a picture has, to choose among shots of one thing. The variance
// of the Laplacian of its luma: J. L. Pech-Pacheco et al., "Diatom autofocusing in brightfield
// microscopy: a comparative study" (ICPR 2000). Pure, thread-safe.
#pragma once

#include "core/image.h"

namespace nunchi::ingest {

double sharpness(const Image& image);  // 0 for a picture of fewer than 3 × 3 pixels

}  // namespace nunchi::ingest
