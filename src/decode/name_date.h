// The date that a file's name holds, as cameras, telephones and messengers write it. Pure function.
#pragma once

#include <filesystem>
#include <optional>

#include "decode/written_date.h"

namespace nunchi::decode {

// "IMG_20190703_140305.jpg", "PXL_20190703_140305123.jpg", "2019-07-03 14.03.05.png",
// "Screenshot_2019-07-03-14-03-05.png", "IMG-20190703-WA0001.jpg" (no time: midnight), … with the
// source "name". Nothing where the name has no date of four, two and two digits between 1980 and
// 2099, or more digits than a date has.
std::optional<WrittenDate> date_in_name(const std::filesystem::path& file);

}  // namespace nunchi::decode
