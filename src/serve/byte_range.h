// One range of bytes as HTTP asks for it: RFC 9110, section 14.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace nunchi::serve {

struct ByteRange {
  std::uint64_t first = 0, last = 0;  // both inside the file
  bool operator==(const ByteRange&) const = default;
};

enum class RangeAnswer {
  whole,  // no range, several, or another unit: the whole file is a right answer to all of these
  part,   // 206
  impossible,  // 416
};

struct RangeFound {
  RangeAnswer answer = RangeAnswer::whole;
  ByteRange range;
};

// `header` is Range's value, "" where there is none.
RangeFound range_in(std::string_view header, std::uint64_t size);

}  // namespace nunchi::serve
