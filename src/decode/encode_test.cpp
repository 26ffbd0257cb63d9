#include "decode/encode.h"

#include <gtest/gtest.h>

#include "decode/made_files.h"

namespace nunchi::decode {
namespace {

TEST(Encode, MakesFilesThatAreReadBack) {
  for (const auto& encoded : {encode_jpeg(corners()), encode_webp(corners())}) {
    ASSERT_TRUE(encoded);
    const auto photo = decode_photo(*encoded);
    ASSERT_TRUE(photo);
    EXPECT_EQ(corners_of(photo->image), kUprightCorners);
  }
}

TEST(Encode, IsSmallerAtLowerQuality) {
  EXPECT_LT(encode_jpeg(corners(), 30)->size(), encode_jpeg(corners(), 95)->size());
  EXPECT_LT(encode_webp(corners(), 10)->size(), encode_webp(corners(), 95)->size());
}

TEST(Encode, RefusesWhatNoFileCanHold) {
  for (const auto& refused :
       {encode_jpeg(Image{}), encode_jpeg(black_image(65'536, 1)), encode_jpeg(corners(), 0),
        encode_webp(Image{}), encode_webp(black_image(1, 16'384)), encode_webp(corners(), 101)}) {
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::invalid_argument);
  }
}

}  // namespace
}  // namespace nunchi::decode
