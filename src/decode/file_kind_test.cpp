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

TEST(KindOf, KnowsTheOtherPictures) {
  using namespace std::string_view_literals;
  EXPECT_EQ(kind("GIF89a"sv), FileKind::gif);
  EXPECT_EQ(kind("II*\0\x08\0\0\0"sv), FileKind::tiff);
  EXPECT_EQ(kind("MM\0+\0\x08\0\0"sv), FileKind::tiff);
  EXPECT_EQ(kind("\0\0\0\x0cjP  \r\n\x87\n"sv), FileKind::jpeg2000);
  EXPECT_EQ(kind("\xff\x4f\xff\x51\0\x2f"sv), FileKind::jpeg2000);
  EXPECT_EQ(kind("8BPS\0\1"sv), FileKind::psd);
  EXPECT_EQ(kind("8BPS\0\3"sv), FileKind::unknown);
  EXPECT_EQ(kind("II*\0\x10\0\0\0CR\2\0"sv), FileKind::raw);
  EXPECT_EQ(kind("FUJIFILMCCD-RAW 0201"sv), FileKind::raw);
  EXPECT_EQ(kind("\0\0\0\x18"
                 "ftypcrx \0\0\0\1crx isom"sv),
            FileKind::raw);
  EXPECT_EQ(kind("BM" + std::string(12, '\0') + "\x28" + std::string(20, '\0')), FileKind::bmp);
  EXPECT_EQ(kind("BMW is a maker of cars, not a bitmap"sv), FileKind::unknown);
}

TEST(ForeignKindOf, NamesFilesThatAreNoPicturesWeRead) {
  using namespace std::string_view_literals;
  EXPECT_EQ(foreign_kind_of(bytes_of("%PDF-1.7")), "a PDF document");
  EXPECT_EQ(foreign_kind_of(bytes_of("\0\0\0\x18"
                                     "ftypisom"sv)),
            "a video or another file of the MP4 family");
  EXPECT_EQ(foreign_kind_of(bytes_of("hello")), "");
  // A JPEG close to the beginning of such a file does not make it one.
  EXPECT_EQ(kind("%PDF-1.7 \xff\xd8\xff"sv), FileKind::unknown);
}

TEST(KindOf, FindsAJpegBehindAFewStrayBytes) {
  EXPECT_EQ(kind("\r\n\xff\xd8\xff\xe0"), FileKind::jpeg);
  EXPECT_EQ(kind(std::string(1000, ' ') + "\xff\xd8\xff\xe0"), FileKind::unknown);
}

}  // namespace
}  // namespace nunchi::decode
