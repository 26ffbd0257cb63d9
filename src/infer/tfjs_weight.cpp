#include "infer/tfjs_weight.h"

#include <cmath>
#include <openvino/op/constant.hpp>

#include "infer/half.h"

namespace nunchi::infer {
namespace {

template <class Number>
Number number_at(const std::byte* at) {
  Number number;
  std::memcpy(&number, at, sizeof number);
  return number;
}

double element_at(const WeightEntry& entry, const std::byte* first, std::size_t i) {
  using Stored = WeightEntry::Stored;
  switch (entry.stored) {
    case Stored::float32: return number_at<float>(first + 4 * i);
    case Stored::float16: return half_to_float(first + 2 * i);
    case Stored::int32: return number_at<std::int32_t>(first + 4 * i);
    case Stored::uint8: return std::to_integer<int>(first[i]) * entry.scale + entry.least;
    case Stored::uint16: return number_at<std::uint16_t>(first + 2 * i) * entry.scale + entry.least;
    case Stored::boolean: return first[i] == std::byte{0} ? 0 : 1;
  }
  return 0;
}

std::int32_t nearest_whole(double value) {
  if (!(std::abs(value) < 2147483647.0)) return 0;  // such a constant means nothing
  return static_cast<std::int32_t>(std::lround(value));
}

template <class Number>
std::shared_ptr<ov::Node> constant(ov::element::Type type, const WeightEntry& entry,
                                   const std::byte* first, Number (*convert)(double)) {
  ov::Tensor numbers(type, ov::Shape(entry.shape));
  auto* const values = static_cast<Number*>(numbers.data());
  for (std::size_t i = 0; i < numbers.get_size(); ++i) {
    values[i] = convert(element_at(entry, first, i));
  }
  return std::make_shared<ov::op::v0::Constant>(numbers);
}

}  // namespace

Result<std::shared_ptr<ov::Node>> read_tfjs_weight(const WeightEntry& entry,
                                                   std::span<const std::byte> group) {
  if (entry.offset > group.size() || entry.bytes > group.size() - entry.offset) {
    return Error{ErrorCode::corrupt_data, "the weight files end before it does"};
  }
  const std::byte* const first = group.data() + entry.offset;
  switch (entry.kind) {
    case WeightEntry::Kind::whole:
      return constant<std::int32_t>(ov::element::i32, entry, first, nearest_whole);
    case WeightEntry::Kind::boolean:
      return constant<char>(ov::element::boolean, entry, first,
                            [](double value) { return static_cast<char>(value != 0); });
    case WeightEntry::Kind::real: break;
  }
  return constant<float>(ov::element::f32, entry, first,
                         [](double value) { return static_cast<float>(value); });
}

}  // namespace nunchi::infer
