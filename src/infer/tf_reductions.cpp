// Operations along axes: means, sums, the largest, softmax.
#include <openvino/op/ops.hpp>

#include "infer/tf_operation.h"

namespace nunchi::infer {
namespace {

namespace op = ov::op;

// Without the axes that are gone, do both orders read alike? (Always with no rows and columns
// left.)
bool orders_agree(const std::vector<bool>& gone) {
  const bool rows = gone[1], columns = gone[2], channels = gone[3];
  return channels || (rows && columns);
}

template <class Operation>
TfOutcome reduce(const TfOperation& operation) {
  GraphTensor& input = operation.input(0);
  const std::size_t axes = input.shape().size();
  auto listed = operation.wholes(1);
  if (!listed) return std::move(listed).error();
  std::vector<bool> gone(axes);
  for (std::int64_t& axis : *listed) {
    auto proper = proper_axis(axis, axes);
    if (!proper) return std::move(proper).error();
    axis = *proper;
    gone[static_cast<std::size_t>(axis)] = true;
  }
  const bool keep = operation.node.flag("keep_dims");
  if (input.order() == Order::given || !(keep || orders_agree(gone))) {
    return one(make<Operation>(input.given(), wholes(*listed), keep));
  }
  for (std::int64_t& axis : *listed) axis = channels_first_axis(axis);
  return one(make<Operation>(input.channels_first(), wholes(*listed), keep),
             keep ? Order::channels_first : Order::given);
}

// Along the last axis of the graph's order, which are the channels of a picture.
template <class Operation>
TfOutcome along_channels(const TfOperation& operation) {
  GraphTensor& input = operation.input(0);
  const auto last = static_cast<std::int64_t>(input.shape().size()) - 1;
  if (last < 0) return contradiction("it has no axis");
  const bool first = input.order() == Order::channels_first;
  return one(std::make_shared<Operation>(input.as_made(), first ? 1 : last), input.order());
}

std::shared_ptr<ov::Node> largest(const Values& values, const Values& count, std::int64_t axis,
                                  ov::element::Type index_type) {
  // Among equals the first one counts.
  return std::make_shared<op::v11::TopK>(values, count, axis, "max", "value", index_type,
                                         /*stable=*/true);
}

TfOutcome place_of_largest(const TfOperation& operation) {
  const Values values = operation.input(0).given();
  auto axis = operation.axis(1, values.get_shape().size());
  if (!axis) return std::move(axis).error();
  const bool wide = operation.node.text("output_type", "DT_INT64") == "DT_INT64";
  const auto found = largest(values, whole(1), *axis, wide ? ov::element::i64 : ov::element::i32);
  return one(make<op::v0::Squeeze>(found->output(1), wholes({*axis})));
}

// Results: the largest values along the last axis, the largest first, and their places.
TfOutcome top(const TfOperation& operation) {
  const Values values = operation.input(0).given();
  auto count = operation.wholes(1);
  if (!count) return std::move(count).error();
  if (count->size() != 1 || values.get_shape().empty()) {
    return contradiction("it asks for no certain number along an axis");
  }
  const auto found = largest(values, whole(count->front()), -1, ov::element::i32);
  return std::vector<GraphTensor>{GraphTensor(found->output(0), Order::given),
                                  GraphTensor(found->output(1), Order::given)};
}

constexpr TfConversion kConversions[] = {
    {"ArgMax", 2, place_of_largest},
    {"LogSoftmax", 1, along_channels<op::v5::LogSoftmax>},
    {"Max", 2, reduce<op::v1::ReduceMax>},
    {"Mean", 2, reduce<op::v1::ReduceMean>},
    {"Min", 2, reduce<op::v1::ReduceMin>},
    {"Prod", 2, reduce<op::v1::ReduceProd>},
    {"Softmax", 1, along_channels<op::v8::Softmax>},
    {"Sum", 2, reduce<op::v1::ReduceSum>},
    {"TopKV2", 2, top},
};

}  // namespace

std::span<const TfConversion> tf_reductions() { return kConversions; }

}  // namespace nunchi::infer
