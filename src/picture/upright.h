// Turning a picture the way its file says it stands: EXIF's Orientation tag (TIFF 6.0, tag 274).
//
// Pure functions, any thread.
#pragma once

#include "core/image.h"

namespace nunchi::picture {

// 1: as it is. 2: mirrored left to right. 3: turned by 180°. 4: mirrored top to bottom.
// 5: mirrored along the diagonal from upper left to lower right. 6: to be turned clockwise by 90°.
// 7: mirrored along the other diagonal. 8: to be turned counter-clockwise by 90°. Any other: as 1.
Image upright(Image image, int orientation);

// Whether width and height change places.
constexpr bool swaps_sides(int orientation) noexcept {
  return orientation >= 5 && orientation <= 8;
}

}  // namespace nunchi::picture
