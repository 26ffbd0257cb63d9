// Convolutions, pooling, products of matrices, and what is fused to them.
#include <fmt/format.h>

#include <array>
#include <openvino/op/ops.hpp>

#include "infer/tf_activation.h"
#include "infer/tf_operation.h"

namespace nunchi::infer {
namespace {

namespace op = ov::op;

// How a window moves over rows and columns.
struct Window {
  ov::Strides strides, dilations;
  ov::op::PadType padding = op::PadType::VALID;
  ov::CoordinateDiff before{0, 0}, after{0, 0};
};

// No network steps further; larger numbers only overflow.
constexpr std::int64_t kMostStep = 1 << 16;

// Rows and columns of a list for batch, rows, columns, channels.
Result<ov::Strides> rows_and_columns(const std::vector<std::int64_t>& list, const char* what) {
  if (list.empty()) return ov::Strides{1, 1};
  if (list.size() != 4 || std::min(list[1], list[2]) < 1 ||
      std::max(list[1], list[2]) > kMostStep) {
    return contradiction(fmt::format("its {} are no four sizes", what));
  }
  if (list[0] != 1 || list[3] != 1) {
    return unsupported(fmt::format("{} over batch or channels", what));
  }
  return ov::Strides{static_cast<std::size_t>(list[1]), static_cast<std::size_t>(list[2])};
}

Result<Window> window_of(const GraphNode& node) {
  if (node.text("data_format", "NHWC") != "NHWC") {
    return unsupported(fmt::format("data format {}", node.text("data_format")));
  }
  auto strides = rows_and_columns(node.wholes("strides"), "strides");
  if (!strides) return std::move(strides).error();
  auto dilations = rows_and_columns(node.wholes("dilations"), "dilations");
  if (!dilations) return std::move(dilations).error();
  Window window{*strides, *dilations};
  const std::string_view padding = node.text("padding");
  if (padding == "SAME") {
    window.padding = op::PadType::SAME_UPPER;
  } else if (padding == "EXPLICIT") {
    const auto& pads = node.wholes("explicit_paddings");
    if (pads.size() != 8 || std::any_of(pads.begin(), pads.end(), [](std::int64_t pad) {
          return pad < 0 || pad > kMostStep;
        })) {
      return contradiction("its explicit paddings are no eight sizes");
    }
    window.padding = op::PadType::EXPLICIT;
    window.before = {pads[2], pads[4]};
    window.after = {pads[3], pads[5]};
  } else if (padding != "VALID") {
    return unsupported(fmt::format("padding {}", padding));
  }
  return window;
}

Values turned(const Values& values, const std::vector<std::int64_t>& order) {
  return make<op::v1::Transpose>(values, wholes(order));
}

Values reshaped(const Values& values, const std::vector<std::size_t>& shape) {
  return make<op::v1::Reshape>(values, wholes({shape.begin(), shape.end()}), false);
}

// Adds what stands in the node's "fused_ops": a bias, then an activation. Its operands follow after
// the two inputs of the operation itself.
TfOutcome with_fused(const TfOperation& operation, Values values, Order order) {
  std::size_t next = 2;
  for (const std::string& fused : operation.node.texts("fused_ops")) {
    const bool takes_operand = fused == "BiasAdd" || fused == "Prelu";
    if (takes_operand && next >= operation.inputs.size()) {
      return contradiction(fmt::format("an input of its {} is missing", fused));
    }
    if (fused == "BiasAdd") {
      values = std::make_shared<op::v1::Add>(values, operation.input(next++).operand(order));
    } else if (fused == "Prelu") {
      values = prelu(values, operation.input(next++), order);
    } else if (const auto activated = activation(fused, values, operation.node)) {
      values = *activated;
    } else {
      return unsupported(fmt::format("a fused {}", fused));
    }
  }
  return one(values, order);
}

// Filters come as rows, columns, channels in, channels out.
TfOutcome convolution(const TfOperation& operation) {
  auto window = window_of(operation.node);
  if (!window) return std::move(window).error();
  const Values filter = operation.input(1).given();
  const ov::Shape& shape = filter.get_shape();
  const ov::Shape picture = operation.input(0).shape();
  if (shape.size() != 4 || picture.size() != 4) return contradiction("it is not in two dimensions");
  const Values input = operation.input(0).channels_first();
  if (shape[2] == picture[3]) {
    return with_fused(operation,
                      std::make_shared<op::v1::Convolution>(
                          input, turned(filter, {3, 2, 0, 1}), window->strides, window->before,
                          window->after, window->dilations, window->padding),
                      Order::channels_first);
  }
  if (shape[2] == 0 || picture[3] % shape[2] != 0 || shape[3] % (picture[3] / shape[2]) != 0) {
    return contradiction("its filter has other channels than its picture");
  }
  const std::size_t groups = picture[3] / shape[2];
  const Values grouped = reshaped(turned(filter, {3, 2, 0, 1}),
                                  {groups, shape[3] / groups, shape[2], shape[0], shape[1]});
  return with_fused(
      operation,
      std::make_shared<op::v1::GroupConvolution>(input, grouped, window->strides, window->before,
                                                 window->after, window->dilations, window->padding),
      Order::channels_first);
}

// Filters come as rows, columns, channels in, outputs of each channel.
TfOutcome depthwise_convolution(const TfOperation& operation) {
  auto window = window_of(operation.node);
  if (!window) return std::move(window).error();
  const Values filter = operation.input(1).given();
  const ov::Shape& shape = filter.get_shape();
  if (shape.size() != 4 || operation.input(0).shape().size() != 4) {
    return contradiction("it is not in two dimensions");
  }
  const Values grouped =
      reshaped(turned(filter, {2, 3, 0, 1}), {shape[2], shape[3], 1, shape[0], shape[1]});
  return with_fused(operation,
                    std::make_shared<op::v1::GroupConvolution>(
                        operation.input(0).channels_first(), grouped, window->strides,
                        window->before, window->after, window->dilations, window->padding),
                    Order::channels_first);
}

// How the result of a transposed convolution is cut to its size along one axis.
struct Edges {
  std::ptrdiff_t before = 0, after = 0;
  std::ptrdiff_t extra = 0;  // pixels at the end that no window reaches
};

// The edges that a convolution from `large` to `small` pixels has, seen from behind.
Result<Edges> edges_between(std::size_t large, std::size_t small, std::size_t reach,
                            std::size_t stride, op::PadType padding) {
  const bool same = padding == op::PadType::SAME_UPPER;
  const bool fits = same ? small == (large + stride - 1) / stride
                         : large >= reach && small == (large - reach) / stride + 1;
  if (!fits) return contradiction(fmt::format("{} pixels cannot come from {}", large, small));
  const auto covered = static_cast<std::ptrdiff_t>((small - 1) * stride + reach);
  const auto size = static_cast<std::ptrdiff_t>(large);
  if (covered <= size) return Edges{.extra = size - covered};
  return Edges{.before = (covered - size) / 2, .after = covered - size - (covered - size) / 2};
}

// Inputs: the size of the result, the filter (rows, columns, channels out, channels in), the
// picture.
TfOutcome transposed_convolution(const TfOperation& operation) {
  auto window = window_of(operation.node);
  if (!window) return std::move(window).error();
  if (window->padding == op::PadType::EXPLICIT) return unsupported("explicit paddings");
  auto size = operation.wholes(0);
  if (!size) return std::move(size).error();
  const ov::Shape filter = operation.input(1).shape(), picture = operation.input(2).shape();
  if (size->size() != 4 || filter.size() != 4 || picture.size() != 4) {
    return contradiction("it is not in two dimensions");
  }
  std::array<Edges, 2> edges;
  for (std::size_t axis = 0; axis < 2; ++axis) {
    if ((*size)[axis + 1] < 1 || filter[axis] == 0) return contradiction("a size is zero");
    auto found = edges_between(static_cast<std::size_t>((*size)[axis + 1]), picture[axis + 1],
                               (filter[axis] - 1) * window->dilations[axis] + 1,
                               window->strides[axis], window->padding);
    if (!found) return std::move(found).error();
    edges[axis] = *found;
  }
  return one(
      std::make_shared<op::v1::ConvolutionBackpropData>(
          operation.input(2).channels_first(), turned(operation.input(1).given(), {3, 2, 0, 1}),
          window->strides, ov::CoordinateDiff{edges[0].before, edges[1].before},
          ov::CoordinateDiff{edges[0].after, edges[1].after}, window->dilations,
          op::PadType::EXPLICIT, ov::CoordinateDiff{edges[0].extra, edges[1].extra}),
      Order::channels_first);
}

struct Pool {
  Window window;
  ov::Shape size;
};

Result<Pool> pool_of(const TfOperation& operation) {
  auto window = window_of(operation.node);
  if (!window) return std::move(window).error();
  auto size = rows_and_columns(operation.node.wholes("ksize"), "window sizes");
  if (!size) return std::move(size).error();
  if (operation.input(0).shape().size() != 4) return contradiction("it is not in two dimensions");
  return Pool{*window, {size->begin(), size->end()}};
}

ov::Shape unsigned_pads(const ov::CoordinateDiff& pads) {
  return {static_cast<std::size_t>(pads[0]), static_cast<std::size_t>(pads[1])};
}

TfOutcome max_pool(const TfOperation& operation) {
  auto pool = pool_of(operation);
  if (!pool) return std::move(pool).error();
  const Window& window = pool->window;
  return one(std::make_shared<op::v1::MaxPool>(
                 operation.input(0).channels_first(), window.strides, unsigned_pads(window.before),
                 unsigned_pads(window.after), pool->size, op::RoundingType::FLOOR, window.padding),
             Order::channels_first);
}

TfOutcome average_pool(const TfOperation& operation) {
  auto pool = pool_of(operation);
  if (!pool) return std::move(pool).error();
  const Window& window = pool->window;
  return one(std::make_shared<op::v1::AvgPool>(
                 operation.input(0).channels_first(), window.strides, unsigned_pads(window.before),
                 unsigned_pads(window.after), pool->size, /*exclude_pad=*/true,
                 op::RoundingType::FLOOR, window.padding),
             Order::channels_first);
}

// Inputs: picture, gain, bias, mean, variance; as it is after training.
TfOutcome batch_norm(const TfOperation& operation) {
  if (operation.node.flag("is_training")) return unsupported("a batch norm in training");
  return one(std::make_shared<op::v5::BatchNormInference>(
                 operation.input(0).channels_first(), operation.input(1).given(),
                 operation.input(2).given(), operation.input(3).given(), operation.input(4).given(),
                 operation.node.number("epsilon", 1e-4)),
             Order::channels_first);
}

TfOutcome matrix_product(const TfOperation& operation) {
  const GraphNode& node = operation.node;
  const bool turn_a = node.flag("transpose_a") || node.flag("adj_x");
  const bool turn_b = node.flag("transpose_b") || node.flag("adj_y");
  return with_fused(operation,
                    std::make_shared<op::v0::MatMul>(operation.input(0).given(),
                                                     operation.input(1).given(), turn_a, turn_b),
                    Order::given);
}

constexpr TfConversion kConversions[] = {
    {"AvgPool", 1, average_pool},
    {"BatchMatMul", 2, matrix_product},
    {"BatchMatMulV2", 2, matrix_product},
    {"Conv2D", 2, convolution},
    {"Conv2DBackpropInput", 3, transposed_convolution},
    {"DepthwiseConv2d", 2, depthwise_convolution},
    {"DepthwiseConv2dNative", 2, depthwise_convolution},
    {"FusedBatchNorm", 5, batch_norm},
    {"FusedBatchNormV2", 5, batch_norm},
    {"FusedBatchNormV3", 5, batch_norm},
    {"FusedDepthwiseConv2dNative", 2, depthwise_convolution},
    {"MatMul", 2, matrix_product},
    {"MaxPool", 1, max_pool},
    {"_FusedConv2D", 2, convolution},
    {"_FusedMatMul", 2, matrix_product},
};

}  // namespace

std::span<const TfConversion> tf_convolutions() { return kConversions; }

}  // namespace nunchi::infer
