#include "infer/graph_tensor.h"

#include <openvino/op/constant.hpp>
#include <openvino/op/reshape.hpp>
#include <openvino/op/transpose.hpp>

namespace nunchi::infer {
namespace {

constexpr std::size_t kMostFoldedBytes = std::size_t{1} << 28;

Values transposed(const Values& values, const std::vector<std::int64_t>& order) {
  return make<ov::op::v1::Transpose>(values, wholes(order));
}

bool all_constant(const ov::OutputVector& values) {
  return std::all_of(values.begin(), values.end(), [](const Values& value) {
    return ov::is_type<ov::op::v0::Constant>(value.get_node());
  });
}

// Computed with care: the shape may come from a hostile file.
bool is_small(const Values& values) {
  std::size_t bytes = 8;
  for (const std::size_t extent : values.get_shape()) {
    if (extent != 0 && bytes > kMostFoldedBytes / extent) return false;
    bytes *= extent;
  }
  return true;
}

}  // namespace

GraphTensor::GraphTensor(Values values, Order order) : order_(order) {
  (order == Order::given ? given_ : channels_first_) = std::move(values);
}

ov::Shape GraphTensor::shape() const {
  if (order_ == Order::given) return given_.get_shape();
  const ov::Shape& turned = channels_first_.get_shape();
  return {turned[0], turned[2], turned[3], turned[1]};
}

const Values& GraphTensor::given() {
  if (!given_.get_node()) given_ = transposed(channels_first_, {0, 2, 3, 1});
  return given_;
}

const Values& GraphTensor::channels_first() {
  if (!channels_first_.get_node()) channels_first_ = transposed(given_, {0, 3, 1, 2});
  return channels_first_;
}

Values GraphTensor::operand(Order order) {
  if (order == Order::given) return given();
  const std::size_t axes = shape().size();
  if (axes == 0) return given();
  if (axes == 4) return channels_first();
  std::vector<std::int64_t> padded(4 - axes, 1);
  for (const std::size_t extent : given().get_shape()) {
    padded.push_back(static_cast<std::int64_t>(extent));
  }
  return transposed(make<ov::op::v1::Reshape>(given(), wholes(padded), false), {0, 3, 1, 2});
}

std::int64_t channels_first_axis(std::int64_t axis) {
  constexpr std::int64_t kAxes[] = {0, 2, 3, 1};
  return kAxes[axis];
}

std::optional<std::vector<std::int64_t>> constant_wholes(const Values& values) {
  const auto constant = ov::as_type_ptr<ov::op::v0::Constant>(values.get_node_shared_ptr());
  if (!constant || !constant->get_element_type().is_integral_number()) return std::nullopt;
  return constant->cast_vector<std::int64_t>();
}

std::optional<float> constant_number(const Values& values) {
  const auto constant = ov::as_type_ptr<ov::op::v0::Constant>(values.get_node_shared_ptr());
  if (!constant || !constant->get_element_type().is_real() ||
      ov::shape_size(constant->get_shape()) != 1) {
    return std::nullopt;
  }
  return constant->cast_vector<float>()[0];
}

Values wholes(const std::vector<std::int64_t>& values) {
  return ov::op::v0::Constant::create(ov::element::i64, ov::Shape{values.size()}, values)
      ->output(0);
}

Values whole(std::int64_t value) {
  return ov::op::v0::Constant::create(ov::element::i64, ov::Shape{}, {value})->output(0);
}

Values number(float value) {
  return ov::op::v0::Constant::create(ov::element::f32, ov::Shape{}, {value})->output(0);
}

Values folded(const std::shared_ptr<ov::Node>& operation) {
  const Values values = operation->output(0);
  if (!all_constant(operation->input_values()) || values.get_partial_shape().is_dynamic() ||
      !is_small(values)) {
    return values;
  }
  ov::OutputVector results(operation->get_output_size());
  if (!operation->constant_fold(results, operation->input_values())) return values;
  return results[0];
}

}  // namespace nunchi::infer
