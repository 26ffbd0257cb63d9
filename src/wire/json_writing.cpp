#include "wire/json_writing.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace nunchi::wire {

double rounded(double value, int decimals) noexcept {
  if (!std::isfinite(value)) return 0;
  double unit = 1;
  for (int i = 0; i < decimals; ++i) unit *= 10;
  const double scaled = std::round(value * unit);
  if (!std::isfinite(scaled)) return value;
  return scaled == 0 ? 0 : scaled / unit;  // no "-0.0"
}

double shortest(float value) noexcept {
  if (!std::isfinite(value)) return 0;
  std::array<char, 32> text{};
  const auto written = std::to_chars(text.data(), text.data() + text.size(), value);
  double number = value;
  std::from_chars(text.data(), written.ptr, number);
  return number;
}

double rounded_confidence(float confidence) noexcept {
  return std::clamp(rounded(confidence, 4), 0.0, 1.0);
}

OrderedJson corner_and_size(const Box& box) {
  const double left = rounded(box.left, 1), top = rounded(box.top, 1);
  // Size from the rounded edges, so that x + width is the right edge again.
  return OrderedJson::array({left, top, rounded(rounded(box.right, 1) - left, 1),
                             rounded(rounded(box.bottom, 1) - top, 1)});
}

OrderedJson exact_edges(const Box& box) {
  return OrderedJson::array(
      {shortest(box.left), shortest(box.top), shortest(box.right), shortest(box.bottom)});
}

OrderedJson exact_numbers(std::span<const float> values) {
  OrderedJson list = OrderedJson::array();
  list.get_ref<OrderedJson::array_t&>().reserve(values.size());
  for (const float value : values) list.push_back(shortest(value));
  return list;
}

std::string dumped(const OrderedJson& json) {
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

}  // namespace nunchi::wire
