#include "decode/name_date.h"

#include <gtest/gtest.h>

namespace nunchi::decode {
namespace {

std::string when(const std::string& name) {
  const auto date = date_in_name(name);
  return date ? date->when : "";
}

TEST(DateInName, ReadsWhatCamerasAndMessengersWrite) {
  EXPECT_EQ(when("IMG_20190703_140305.jpg"), "2019:07:03 14:03:05");
  EXPECT_EQ(when("/photos/2001/PXL_20190703_140305123.MP.jpg"), "2019:07:03 14:03:05");
  EXPECT_EQ(when("20190703_140305(1).jpg"), "2019:07:03 14:03:05");
  EXPECT_EQ(when("20190703140305.jpg"), "2019:07:03 14:03:05");
  EXPECT_EQ(when("2019-07-03 14.03.05.png"), "2019:07:03 14:03:05");
  EXPECT_EQ(when("Screenshot_2019-07-03-14-03-05-123_com.app.png"), "2019:07:03 14:03:05");
  EXPECT_EQ(when("Screenshot 2019-07-03 at 14.03.05.png"), "2019:07:03 14:03:05");
  EXPECT_EQ(when("KakaoTalk_20190703_140305123.jpg"), "2019:07:03 14:03:05");
  EXPECT_EQ(when("IMG-20190703-WA0001.jpg"), "2019:07:03");
  EXPECT_EQ(when("2019-07-03.jpg"), "2019:07:03");
  EXPECT_EQ(date_in_name("2019-07-03.jpg")->source, "name");
}

TEST(DateInName, FindsNoneInOtherNumbers) {
  for (const char* name :
       {"DSC_0001.jpg", "140325.jpg", "IMG_1234.HEIC", "201907031.jpg", "20191303.jpg",
        "20190732.jpg", "18990101.jpg", "21190101.jpg", "phone 0201907035.jpg", "2019-0703.jpg",
        "mmexport1562162585123.jpg", "", "2019.jpg"}) {
    EXPECT_EQ(when(name), "") << name;
  }
  EXPECT_EQ(when(std::string(5000, '2')), "");
}

TEST(DateInName, LeavesOutATimeThatIsNone) {
  EXPECT_EQ(when("IMG_20190703_993305.jpg"), "2019:07:03");
}

}  // namespace
}  // namespace nunchi::decode
