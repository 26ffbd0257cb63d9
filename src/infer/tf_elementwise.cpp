// Operations that treat every element alike: sums, products, comparisons, activations, types.
#include <fmt/format.h>

#include <array>
#include <limits>
#include <openvino/op/ops.hpp>

#include "infer/tf_activation.h"
#include "infer/tf_operation.h"

namespace nunchi::infer {
namespace {

namespace op = ov::op;

template <class Operation>
TfOutcome pairwise(const TfOperation& operation) {
  const Order order = operation.common_order();
  return one(make<Operation>(operation.input(0).operand(order), operation.input(1).operand(order)),
             order);
}

TfOutcome product(const TfOperation& operation) {
  const GraphTensor &a = operation.input(0), &b = operation.input(1);
  if (a.order() == b.order()) {
    if (const auto swish = hard_swish(a.as_made(), b.as_made())) return one(*swish, a.order());
  }
  return pairwise<op::v1::Multiply>(operation);
}

// x held at `low` from below or at `high` from above, where the other operand is a plain number.
std::optional<TfOutcome> one_sided(const TfOperation& operation, bool from_above) {
  for (std::size_t i = 0; i < 2; ++i) {
    const auto bound = constant_number(operation.input(1 - i).as_made());
    if (!bound || operation.input(1 - i).shape().size() > operation.input(i).shape().size()) {
      continue;
    }
    // Clamp has both bounds; the other one is where floats end.
    constexpr double kMost = std::numeric_limits<float>::max();
    const Values& values = operation.input(i).as_made();
    return one(from_above ? clamped(values, -kMost, *bound) : clamped(values, *bound, kMost),
               operation.input(i).order());
  }
  return std::nullopt;
}

TfOutcome minimum(const TfOperation& operation) {
  if (auto simple = one_sided(operation, true)) return *std::move(simple);
  return pairwise<op::v1::Minimum>(operation);
}

TfOutcome maximum(const TfOperation& operation) {
  if (auto simple = one_sided(operation, false)) return *std::move(simple);
  return pairwise<op::v1::Maximum>(operation);
}

TfOutcome clip(const TfOperation& operation) {
  const auto low = constant_number(operation.input(1).as_made());
  const auto high = constant_number(operation.input(2).as_made());
  if (!low || !high) return unsupported("its bounds are no constant numbers");
  return one(clamped(operation.input(0).as_made(), *low, *high), operation.input(0).order());
}

// Rounded down, for whole numbers as well as for others.
TfOutcome floor_quotient(const TfOperation& operation) {
  const Order order = operation.common_order();
  const Values quotient =
      make<op::v1::Divide>(operation.input(0).operand(order), operation.input(1).operand(order));
  if (quotient.get_element_type().is_integral()) return one(quotient, order);
  return one(make<op::v0::Floor>(quotient), order);
}

// Whole numbers are divided towards zero here, others exactly.
TfOutcome quotient(const TfOperation& operation) {
  const Order order = operation.common_order();
  return one(
      make<op::v1::Divide>(operation.input(0).operand(order), operation.input(1).operand(order),
                           /*pythondiv=*/false, op::AutoBroadcastType::NUMPY),
      order);
}

TfOutcome sum_of_all(const TfOperation& operation) {
  const Order order = operation.common_order();
  Values sum = operation.input(0).operand(order);
  for (std::size_t i = 1; i < operation.inputs.size(); ++i) {
    sum = make<op::v1::Add>(sum, operation.input(i).operand(order));
  }
  return one(sum, order);
}

// The bias is that of a channel, which is the last axis in the graph's order.
TfOutcome add_bias(const TfOperation& operation) {
  if (operation.node.text("data_format", "NHWC") != "NHWC") return unsupported("biases in NCHW");
  return pairwise<op::v1::Add>(operation);
}

TfOutcome activate(const TfOperation& operation) {
  GraphTensor& input = operation.input(0);
  const auto values = activation(operation.node.operation, input.as_made(), operation.node);
  if (!values) return unsupported("no such activation");
  return one(*values, input.order());
}

TfOutcome slope_below_zero(const TfOperation& operation) {
  const Order order = operation.common_order();
  return one(prelu(operation.input(0).operand(order), operation.input(1), order), order);
}

std::optional<ov::element::Type> type_named(std::string_view name) {
  if (name == "DT_FLOAT") return ov::element::f32;
  if (name == "DT_INT32") return ov::element::i32;
  if (name == "DT_INT64") return ov::element::i64;
  if (name == "DT_UINT8") return ov::element::u8;
  if (name == "DT_BOOL") return ov::element::boolean;
  return std::nullopt;
}

TfOutcome cast(const TfOperation& operation) {
  const auto type = type_named(operation.node.text("DstT"));
  if (!type) return unsupported(fmt::format("a cast to {}", operation.node.text("DstT")));
  GraphTensor& input = operation.input(0);
  return one(make<op::v0::Convert>(input.as_made(), *type), input.order());
}

TfOutcome select(const TfOperation& operation) {
  // The older form may choose whole rows by a list; the newer one broadcasts.
  const std::size_t axes = operation.input(0).shape().size();
  if (operation.node.operation == "Select" && axes != 0 &&
      axes != operation.input(1).shape().size()) {
    return unsupported("a choice of whole rows");
  }
  const Order order = operation.common_order();
  return one(
      make<op::v1::Select>(operation.input(0).operand(order), operation.input(1).operand(order),
                           operation.input(2).operand(order)),
      order);
}

constexpr TfConversion kConversions[] = {
    {"Abs", 1, activate},
    {"Add", 2, pairwise<op::v1::Add>},
    {"AddN", 1, sum_of_all},
    {"AddV2", 2, pairwise<op::v1::Add>},
    {"BiasAdd", 2, add_bias},
    {"Cast", 1, cast},
    {"Ceil", 1, activate},
    {"ClipByValue", 3, clip},
    {"Cos", 1, activate},
    {"Div", 2, quotient},
    {"Elu", 1, activate},
    {"Equal", 2, pairwise<op::v1::Equal>},
    {"Erf", 1, activate},
    {"Exp", 1, activate},
    {"Floor", 1, activate},
    {"FloorDiv", 2, floor_quotient},
    {"FloorMod", 2, pairwise<op::v1::FloorMod>},
    {"Greater", 2, pairwise<op::v1::Greater>},
    {"GreaterEqual", 2, pairwise<op::v1::GreaterEqual>},
    {"Identity", 1, activate},
    {"LeakyRelu", 1, activate},
    {"Less", 2, pairwise<op::v1::Less>},
    {"LessEqual", 2, pairwise<op::v1::LessEqual>},
    {"Log", 1, activate},
    {"LogicalAnd", 2, pairwise<op::v1::LogicalAnd>},
    {"LogicalNot", 1, activate},
    {"LogicalOr", 2, pairwise<op::v1::LogicalOr>},
    {"Maximum", 2, maximum},
    {"Minimum", 2, minimum},
    {"Mod", 2, pairwise<op::v1::Mod>},
    {"Mul", 2, product},
    {"Neg", 1, activate},
    {"NotEqual", 2, pairwise<op::v1::NotEqual>},
    {"Pow", 2, pairwise<op::v1::Power>},
    {"Prelu", 2, slope_below_zero},
    {"RealDiv", 2, quotient},
    {"Reciprocal", 1, activate},
    {"Relu", 1, activate},
    {"Relu6", 1, activate},
    {"Round", 1, activate},
    {"Rsqrt", 1, activate},
    {"Select", 3, select},
    {"SelectV2", 3, select},
    {"Selu", 1, activate},
    {"Sigmoid", 1, activate},
    {"Sin", 1, activate},
    {"Softplus", 1, activate},
    {"Sqrt", 1, activate},
    {"Square", 1, activate},
    {"SquaredDifference", 2, pairwise<op::v0::SquaredDifference>},
    {"StopGradient", 1, activate},
    {"Sub", 2, pairwise<op::v1::Subtract>},
    {"Tanh", 1, activate},
};

}  // namespace

std::span<const TfConversion> tf_elementwise() { return kConversions; }

}  // namespace nunchi::infer
