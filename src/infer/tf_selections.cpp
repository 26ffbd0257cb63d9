// Operations that pick elements out: slices, rows by their numbers.
#include <fmt/format.h>

#include <openvino/op/ops.hpp>

#include "infer/tf_operation.h"

namespace nunchi::infer {
namespace {

namespace op = ov::op;

// Inputs: value, first, size of each axis (-1: all that is left).
TfOutcome slice(const TfOperation& operation) {
  GraphTensor& input = operation.input(0);
  const std::size_t axes = input.shape().size();
  auto first = operation.wholes(1);
  if (!first) return std::move(first).error();
  auto size = operation.wholes(2);
  if (!size) return std::move(size).error();
  if (first->size() != axes || size->size() != axes) return contradiction("it fits no axes");
  std::vector<std::int64_t> end(axes);
  for (std::size_t axis = 0; axis < axes; ++axis) {
    const auto extent = static_cast<std::int64_t>(input.shape()[axis]);
    const std::int64_t begin = (*first)[axis], wanted = (*size)[axis];
    if (begin < 0 || begin > extent || wanted < -1 || wanted > extent - begin) {
      return contradiction("it reaches beyond its input");
    }
    end[axis] = wanted < 0 ? extent : begin + wanted;
  }
  if (input.order() == Order::channels_first) {
    *first = channels_first_list(*first);
    end = channels_first_list(end);
  }
  const Values step = wholes(std::vector<std::int64_t>(axes, 1));
  return one(make<op::v8::Slice>(input.as_made(), wholes(*first), wholes(end), step),
             input.order());
}

// A mask's lowest bits, one for each entry.
std::vector<std::int64_t> bits_of(std::int64_t mask, std::size_t count) {
  std::vector<std::int64_t> bits(count);
  for (std::size_t i = 0; i < count && i < 63; ++i) bits[i] = (mask >> i) & 1;
  return bits;
}

// Inputs: value, first, end, step of each entry; masks say which entries mean something else.
TfOutcome strided_slice(const TfOperation& operation) {
  auto first = operation.wholes(1);
  if (!first) return std::move(first).error();
  auto end = operation.wholes(2);
  if (!end) return std::move(end).error();
  auto step = operation.wholes(3);
  if (!step) return std::move(step).error();
  const std::size_t entries = first->size();
  if (end->size() != entries || step->size() != entries) {
    return contradiction("its entries do not go together");
  }
  const GraphNode& node = operation.node;
  const auto mask = [&](std::string_view key) { return bits_of(node.whole(key), entries); };
  return one(make<op::v1::StridedSlice>(
      operation.input(0).given(), wholes(*first), wholes(*end), wholes(*step), mask("begin_mask"),
      mask("end_mask"), mask("new_axis_mask"), mask("shrink_axis_mask"), mask("ellipsis_mask")));
}

// Inputs: value, numbers of the wanted entries, axis.
TfOutcome gather(const TfOperation& operation) {
  const Values values = operation.input(0).given();
  std::int64_t along = 0;
  if (operation.inputs.size() > 2) {
    auto axis = operation.axis(2, values.get_shape().size());
    if (!axis) return std::move(axis).error();
    along = *axis;
  }
  return one(make<op::v8::Gather>(values, operation.input(1).given(), whole(along),
                                  operation.node.whole("batch_dims")));
}

TfOutcome gather_places(const TfOperation& operation) {
  return one(
      std::make_shared<op::v8::GatherND>(operation.input(0).given(), operation.input(1).given()));
}

// Inputs: first, end (left out), step; whole numbers.
TfOutcome range(const TfOperation& operation) {
  std::vector<std::int64_t> parts;
  for (std::size_t i = 0; i < 3; ++i) {
    auto numbers = operation.wholes(i);
    if (!numbers) return std::move(numbers).error();
    if (numbers->size() != 1) return contradiction("it has no certain bounds");
    parts.push_back(numbers->front());
  }
  const auto [first, end, step] = std::tuple(parts[0], parts[1], parts[2]);
  std::vector<std::int32_t> numbers;
  if (step == 0) return contradiction("its step is zero");
  for (std::int64_t at = first; step > 0 ? at < end : at > end; at += step) {
    if (numbers.size() == std::size_t{1} << 20) return unsupported("a range that long");
    numbers.push_back(static_cast<std::int32_t>(at));
  }
  return one(op::v0::Constant::create(ov::element::i32, {numbers.size()}, numbers));
}

constexpr TfConversion kConversions[] = {
    {"GatherNd", 2, gather_places},
    {"GatherV2", 2, gather},
    {"Range", 3, range},
    {"Slice", 3, slice},
    {"StridedSlice", 4, strided_slice},
};

}  // namespace

std::span<const TfConversion> tf_selections() { return kConversions; }

}  // namespace nunchi::infer
