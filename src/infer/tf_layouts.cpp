// Operations that move elements: shapes, joining, cutting, padding, resizing.
#include <fmt/format.h>

#include <openvino/op/ops.hpp>

#include "infer/tf_operation.h"

namespace nunchi::infer {
namespace {

namespace op = ov::op;

TfOutcome reshape(const TfOperation& operation) {
  auto shape = operation.wholes(1);
  if (!shape) return std::move(shape).error();
  return one(make<op::v1::Reshape>(operation.input(0).given(), wholes(*shape), false));
}

TfOutcome squeeze(const TfOperation& operation) {
  const Values values = operation.input(0).given();
  std::vector<std::int64_t> axes = operation.node.wholes("squeeze_dims");
  if (axes.empty()) axes = operation.node.wholes("axis");
  if (axes.empty()) return one(make<op::v0::Squeeze>(values));
  return one(make<op::v0::Squeeze>(values, wholes(axes)));
}

TfOutcome expand(const TfOperation& operation) {
  const Values values = operation.input(0).given();
  auto axis = operation.axis(1, values.get_shape().size() + 1);
  if (!axis) return std::move(axis).error();
  return one(make<op::v0::Unsqueeze>(values, wholes({*axis})));
}

TfOutcome transpose(const TfOperation& operation) {
  auto order = operation.wholes(1);
  if (!order) return std::move(order).error();
  return one(make<op::v1::Transpose>(operation.input(0).given(), wholes(*order)));
}

TfOutcome shape(const TfOperation& operation) {
  const ov::Shape extents = operation.input(0).shape();
  return one(op::v0::Constant::create(ov::element::i32, {extents.size()}, extents));
}

// All inputs but the last are joined; the last is the axis.
TfOutcome concat(const TfOperation& operation) {
  const TfOperation parts{operation.node, operation.inputs.first(operation.inputs.size() - 1)};
  const std::size_t axes = parts.input(0).shape().size();
  auto axis = operation.axis(operation.inputs.size() - 1, axes);
  if (!axis) return std::move(axis).error();
  const Order order = axes == 4 ? parts.common_order() : Order::given;
  ov::OutputVector joined;
  for (GraphTensor* part : parts.inputs) joined.push_back(part->in(order));
  if (order == Order::channels_first) *axis = channels_first_axis(*axis);
  return one(make<op::v0::Concat>(joined, *axis), order);
}

TfOutcome pack(const TfOperation& operation) {
  const std::size_t axes = operation.input(0).shape().size();
  auto axis = proper_axis(operation.node.whole("axis"), axes + 1);
  if (!axis) return std::move(axis).error();
  ov::OutputVector layers;
  for (GraphTensor* input : operation.inputs) {
    layers.push_back(make<op::v0::Unsqueeze>(input->given(), wholes({*axis})));
  }
  return one(make<op::v0::Concat>(layers, *axis));
}

// Every part of an operation that has several.
std::vector<GraphTensor> all_of(const std::shared_ptr<ov::Node>& parts, Order order) {
  std::vector<GraphTensor> tensors;
  for (const Values& part : parts->outputs()) tensors.emplace_back(part, order);
  return tensors;
}

TfOutcome unpack(const TfOperation& operation) {
  const Values values = operation.input(0).given();
  auto axis = proper_axis(operation.node.whole("axis"), values.get_shape().size());
  if (!axis) return std::move(axis).error();
  const std::size_t count = values.get_shape()[static_cast<std::size_t>(*axis)];
  if (count == 0 || count > 4096) return unsupported(fmt::format("{} parts", count));
  const auto parts = std::make_shared<op::v1::Split>(values, whole(*axis), count);
  std::vector<GraphTensor> tensors;
  for (const Values& part : parts->outputs()) {
    tensors.emplace_back(make<op::v0::Squeeze>(part, wholes({*axis})), Order::given);
  }
  return tensors;
}

// Inputs: the axis, the value.
TfOutcome split_evenly(const TfOperation& operation) {
  GraphTensor& input = operation.input(1);
  auto axis = operation.axis(0, input.shape().size());
  if (!axis) return std::move(axis).error();
  const std::int64_t count = operation.node.whole("num_split");
  if (count < 1 || count > 4096) return unsupported(fmt::format("{} parts", count));
  if (input.order() == Order::channels_first) *axis = channels_first_axis(*axis);
  return all_of(std::make_shared<op::v1::Split>(input.as_made(), whole(*axis),
                                                static_cast<std::size_t>(count)),
                input.order());
}

// Inputs: the value, the sizes of its parts, the axis.
TfOutcome split_by_sizes(const TfOperation& operation) {
  GraphTensor& input = operation.input(0);
  auto sizes = operation.wholes(1);
  if (!sizes) return std::move(sizes).error();
  if (sizes->empty() || sizes->size() > 4096) return unsupported("that many parts");
  auto axis = operation.axis(2, input.shape().size());
  if (!axis) return std::move(axis).error();
  if (input.order() == Order::channels_first) *axis = channels_first_axis(*axis);
  return all_of(
      std::make_shared<op::v1::VariadicSplit>(input.as_made(), whole(*axis), wholes(*sizes)),
      input.order());
}

TfOutcome tile(const TfOperation& operation) {
  GraphTensor& input = operation.input(0);
  auto repeats = operation.wholes(1);
  if (!repeats) return std::move(repeats).error();
  if (repeats->size() != input.shape().size()) return contradiction("its repeats fit no axes");
  if (input.order() == Order::channels_first) *repeats = channels_first_list(*repeats);
  return one(make<op::v0::Tile>(input.as_made(), wholes(*repeats)), input.order());
}

TfOutcome fill(const TfOperation& operation) {
  auto extents = operation.wholes(0);
  if (!extents) return std::move(extents).error();
  return one(make<op::v3::Broadcast>(operation.input(1).given(), wholes(*extents)));
}

TfOutcome broadcast(const TfOperation& operation) {
  auto extents = operation.wholes(1);
  if (!extents) return std::move(extents).error();
  return one(make<op::v3::Broadcast>(operation.input(0).given(), wholes(*extents)));
}

// Inputs: the value, [before, after] for each axis, and in the newer form what is put there.
TfOutcome pad(const TfOperation& operation) {
  GraphTensor& input = operation.input(0);
  const std::size_t axes = input.shape().size();
  auto listed = operation.wholes(1);
  if (!listed) return std::move(listed).error();
  if (listed->size() != 2 * axes) return contradiction("its paddings fit no axes");
  std::vector<std::int64_t> before(axes), after(axes);
  for (std::size_t axis = 0; axis < axes; ++axis) {
    before[axis] = (*listed)[2 * axis];
    after[axis] = (*listed)[2 * axis + 1];
    if (before[axis] < 0 || after[axis] < 0) return contradiction("a padding is below zero");
  }
  if (input.order() == Order::channels_first) {
    before = channels_first_list(before);
    after = channels_first_list(after);
  }
  op::PadMode mode = op::PadMode::CONSTANT;
  if (operation.node.operation == "MirrorPad") {
    mode =
        operation.node.text("mode") == "SYMMETRIC" ? op::PadMode::SYMMETRIC : op::PadMode::REFLECT;
    return one(make<op::v1::Pad>(input.as_made(), wholes(before), wholes(after), mode),
               input.order());
  }
  const auto type = input.as_made().get_element_type();
  const Values zero = op::v0::Constant::create(type, ov::Shape{}, {0});
  const Values value = operation.inputs.size() > 2 ? operation.input(2).given() : zero;
  return one(make<op::v1::Pad>(input.as_made(), wholes(before), wholes(after), value, mode),
             input.order());
}

// Inputs: picture, [rows, columns].
TfOutcome resize(const TfOperation& operation) {
  auto size = operation.wholes(1);
  if (!size) return std::move(size).error();
  if (size->size() != 2 || size->at(0) < 1 || size->at(1) < 1) {
    return contradiction("its size is not rows and columns");
  }
  using Resize = op::v11::Interpolate;
  const bool nearest = operation.node.operation == "ResizeNearestNeighbor";
  const bool corners = operation.node.flag("align_corners");
  const bool centers = operation.node.flag("half_pixel_centers");
  Resize::InterpolateAttrs how;
  how.mode = nearest ? Resize::InterpolateMode::NEAREST : Resize::InterpolateMode::LINEAR_ONNX;
  how.shape_calculation_mode = Resize::ShapeCalcMode::SIZES;
  how.pads_begin = how.pads_end = {0, 0, 0, 0};
  how.coordinate_transformation_mode = Resize::CoordinateTransformMode::ASYMMETRIC;
  how.nearest_mode = Resize::NearestMode::FLOOR;
  if (corners) {
    how.coordinate_transformation_mode = Resize::CoordinateTransformMode::ALIGN_CORNERS;
    how.nearest_mode = Resize::NearestMode::ROUND_PREFER_CEIL;
  } else if (centers) {
    how.coordinate_transformation_mode = nearest
                                             ? Resize::CoordinateTransformMode::TF_HALF_PIXEL_FOR_NN
                                             : Resize::CoordinateTransformMode::HALF_PIXEL;
  }
  return one(std::make_shared<Resize>(operation.input(0).channels_first(), wholes(*size),
                                      wholes({2, 3}), how),
             Order::channels_first);
}

// A picture's channels laid out over blocks of pixels: those of a pixel stand together, and so do
// those of a block's row.
TfOutcome channels_to_blocks(const TfOperation& operation) {
  if (operation.node.text("data_format", "NHWC") != "NHWC") return unsupported("blocks in NCHW");
  const std::int64_t side = operation.node.whole("block_size");
  if (side < 1) return contradiction("its blocks have no side");
  return one(std::make_shared<op::v0::DepthToSpace>(operation.input(0).channels_first(),
                                                    "blocks_first", static_cast<std::size_t>(side)),
             Order::channels_first);
}

TfOutcome blocks_to_channels(const TfOperation& operation) {
  if (operation.node.text("data_format", "NHWC") != "NHWC") return unsupported("blocks in NCHW");
  const std::int64_t side = operation.node.whole("block_size");
  if (side < 1) return contradiction("its blocks have no side");
  return one(std::make_shared<op::v0::SpaceToDepth>(operation.input(0).channels_first(),
                                                    "blocks_first", static_cast<std::size_t>(side)),
             Order::channels_first);
}

// Inputs: picture, [rows, columns] of a block, [[before, after], …] to be padded or cropped. This
// is how TensorFlow writes convolutions with holes.
template <class Operation>
TfOutcome blocks_and_batch(const TfOperation& operation) {
  auto block = operation.wholes(1);
  if (!block) return std::move(block).error();
  auto edges = operation.wholes(2);
  if (!edges) return std::move(edges).error();
  if (operation.input(0).shape().size() != 4 || block->size() != 2 || edges->size() != 4) {
    return unsupported("blocks over other axes than rows and columns");
  }
  return one(std::make_shared<Operation>(operation.input(0).channels_first(),
                                         wholes({1, 1, (*block)[0], (*block)[1]}),
                                         wholes({0, 0, (*edges)[0], (*edges)[2]}),
                                         wholes({0, 0, (*edges)[1], (*edges)[3]})),
             Order::channels_first);
}

constexpr TfConversion kConversions[] = {
    {"BatchToSpaceND", 3, blocks_and_batch<op::v1::BatchToSpace>},
    {"BroadcastTo", 2, broadcast},
    {"ConcatV2", 2, concat},
    {"DepthToSpace", 1, channels_to_blocks},
    {"ExpandDims", 2, expand},
    {"Fill", 2, fill},
    {"MirrorPad", 2, pad},
    {"Pack", 1, pack},
    {"Pad", 2, pad},
    {"PadV2", 3, pad},
    {"Reshape", 2, reshape},
    {"ResizeBilinear", 2, resize},
    {"ResizeNearestNeighbor", 2, resize},
    {"Shape", 1, shape},
    {"SpaceToBatchND", 3, blocks_and_batch<op::v1::SpaceToBatch>},
    {"SpaceToDepth", 1, blocks_to_channels},
    {"Split", 2, split_evenly},
    {"SplitV", 3, split_by_sizes},
    {"Squeeze", 1, squeeze},
    {"Tile", 2, tile},
    {"Transpose", 2, transpose},
    {"Unpack", 1, unpack},
};

}  // namespace

std::span<const TfConversion> tf_layouts() { return kConversions; }

}  // namespace nunchi::infer
