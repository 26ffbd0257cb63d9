#include "serve/byte_range.h"

#include <algorithm>
#include <charconv>

namespace nunchi::serve {
namespace {

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

RangeFound range_in(std::string_view header, std::uint64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  if (!header.starts_with(kUnit) || header.find(',') != std::string_view::npos) return {};
  header.remove_prefix(kUnit.size());
  const std::size_t dash = header.find('-');
  if (dash == std::string_view::npos) return {};
  const auto first = number_in(header.substr(0, dash)), last = number_in(header.substr(dash + 1));
  const bool open_begin = dash == 0, open_end = dash + 1 == header.size();
  if ((!first && !open_begin) || (!last && !open_end) || (open_begin && open_end)) return {};
  if (open_begin) {  // the last so many bytes
    if (*last == 0 || size == 0) return {.answer = RangeAnswer::impossible};
    return {RangeAnswer::part, {size - std::min(*last, size), size - 1}};
  }
  if (!open_end && *last < *first) return {};
  if (*first >= size) return {.answer = RangeAnswer::impossible};
  return {RangeAnswer::part, {*first, open_end ? size - 1 : std::min(*last, size - 1)}};
}

}  // namespace nunchi::serve
