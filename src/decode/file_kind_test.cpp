#include "decode/file_kind.h"

#include <gtest/gtest.h>

#include "decode/made_files.h"

namespace nunchi::decode {
namespace {

FileKind kind(std::string_view text) { return kind_of(bytes_of(text)); }

TEST(KindOf, KnowsPicturesByTheirFirstBytes) {
  using namespace std::string_view_literals;
  EXPECT_EQ(kind("\xff\xd8\xff\xe0"sv), FileKind::jpeg);
  EXPECT_EQ(kind("\x89PNG\r\n\x1a\n...."sv), FileKind::png);
  EXPECT_EQ(kind("RIFF\0\0\0\0WEBPVP8 "sv), FileKind::webp);
  EXPECT_EQ(kind("RIFF\0\0\0\0WAVEfmt "sv), FileKind::unknown);
}

TEST(KindOf, KnowsHeicAndAvifByTheirBrands) {
  using namespace std::string_view_literals;
  EXPECT_EQ(kind("\0\0\0\x18"
                 "ftypheic\0\0\0\0mif1heic"sv),
            FileKind::heic);
  EXPECT_EQ(kind("\0\0\0\x18"
                 "ftypmif1\0\0\0\0mif1heic"sv),
            FileKind::heic);
  EXPECT_EQ(kind("\0\0\0\x18"
                 "ftypmif1\0\0\0\0mif1avif"sv),
            FileKind::avif);
  EXPECT_EQ(kind("\0\0\0\x14"
                 "ftypavif\0\0\0\0avif"sv),
            FileKind::avif);
  EXPECT_EQ(kind("\0\0\0\x18"
                 "ftypisom\0\0\0\0isommp42"sv),
            FileKind::unknown);
  // A brand behind the box is none.
  EXPECT_EQ(kind("\0\0\0\x10"
                 "ftypisom\0\0\0\0heic"sv),
            FileKind::unknown);
}

TEST(KindOf, FindsAJpegBehindAFewStrayBytes) {
  EXPECT_EQ(kind("\r\n\xff\xd8\xff\xe0"), FileKind::jpeg);
  EXPECT_EQ(kind(std::string(1000, ' ') + "\xff\xd8\xff\xe0"), FileKind::unknown);
}

}  // namespace
}  // namespace nunchi::decode
