// PhotoReport ↔ the line of JSON that `nunchi tag --json` prints. The form: docs/json.md.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "wire/photo_report.h"

namespace nunchi::wire {

enum class Identity { left_out, written };  // the vectors by which faces are told apart

// One line without its end, members in a fixed order, valid UTF-8 whatever the names are. What was
// not looked for has no member. Never throws.
std::string to_json_line(const PhotoReport& report, Identity identity = Identity::left_out);

// The same report as far as the line tells it: numbers as rounded there. Unknown members are passed
// over. corrupt_data: no such line. too_large: more than any photo shows.
Result<PhotoReport> photo_report_from_json(std::string_view line);

}  // namespace nunchi::wire
