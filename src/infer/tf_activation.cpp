#include "infer/tf_activation.h"

#include <cmath>
#include <openvino/op/ops.hpp>

namespace nunchi::infer {
namespace {

namespace op = ov::op;

using Function = Values (*)(const Values&, const GraphNode&);

template <class Operation>
Values plain(const Values& values, const GraphNode&) {
  return make<Operation>(values);
}

Values power(const Values& values, float exponent) {
  return make<op::v1::Power>(values, number(exponent));
}

struct Named {
  std::string_view operation;
  Function apply;
};

constexpr Named kActivations[] = {
    {"Abs", plain<op::v0::Abs>},
    {"Ceil", plain<op::v0::Ceiling>},
    {"Cos", plain<op::v0::Cos>},
    {"Elu", [](const Values& x, const GraphNode&) { return make<op::v0::Elu>(x, 1.0); }},
    {"Erf", plain<op::v0::Erf>},
    {"Exp", plain<op::v0::Exp>},
    {"Floor", plain<op::v0::Floor>},
    {"Identity", [](const Values& x, const GraphNode&) { return x; }},
    {"LeakyRelu",
     [](const Values& x, const GraphNode& node) {
       // Its own node says "alpha", one fused to a convolution "leakyrelu_alpha".
       const double slope = node.number("leakyrelu_alpha", node.number("alpha", 0.2));
       const auto slopes = op::v0::Constant::create(ov::element::f32, {1}, {slope});
       return make<op::v0::PRelu>(x, slopes);
     }},
    {"Log", plain<op::v0::Log>},
    {"LogicalNot", plain<op::v1::LogicalNot>},
    {"Neg", plain<op::v0::Negative>},
    {"Reciprocal", [](const Values& x, const GraphNode&) { return power(x, -1); }},
    {"Relu", plain<op::v0::Relu>},
    {"Relu6", [](const Values& x, const GraphNode&) { return clamped(x, 0, 6); }},
    {"Round",
     [](const Values& x, const GraphNode&) {
       return make<op::v5::Round>(x, op::v5::Round::RoundMode::HALF_TO_EVEN);
     }},
    {"Rsqrt", [](const Values& x, const GraphNode&) { return power(x, -0.5F); }},
    {"Selu",
     [](const Values& x, const GraphNode&) {
       // Klambauer et al., "Self-Normalizing Neural Networks" (2017).
       return make<op::v0::Selu>(x, number(1.6732632F), number(1.050701F));
     }},
    {"Sigmoid", plain<op::v0::Sigmoid>},
    {"Sin", plain<op::v0::Sin>},
    {"Softplus", plain<op::v4::SoftPlus>},
    {"Sqrt", plain<op::v0::Sqrt>},
    {"Square", [](const Values& x, const GraphNode&) { return make<op::v1::Multiply>(x, x); }},
    {"StopGradient", [](const Values& x, const GraphNode&) { return x; }},
    {"Tanh", plain<op::v0::Tanh>},
};

// The other operand where one of an operation's two is a constant number near `wanted`.
std::optional<Values> beside_number(const Values& values, float wanted) {
  const ov::Node* operation = values.get_node();
  for (std::size_t i = 0; i < 2; ++i) {
    const auto constant = constant_number(operation->input_value(i));
    if (constant && std::abs(*constant - wanted) <= wanted / 1024) {
      return operation->input_value(1 - i);
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Values> activation(std::string_view operation, const Values& values,
                                 const GraphNode& node) {
  for (const Named& named : kActivations) {
    if (named.operation == operation) return named.apply(values, node);
  }
  return std::nullopt;
}

Values prelu(const Values& values, GraphTensor& slope, Order order) {
  const ov::Shape& shape = values.get_shape();
  const std::size_t slopes = ov::shape_size(slope.shape());
  // One slope a channel is what the engine has an operation for.
  if (order == Order::channels_first && slopes == shape[1] && !slope.shape().empty() &&
      slope.shape().back() == slopes) {
    const auto list = make<op::v1::Reshape>(slope.given(), wholes({-1}), false);
    return make<op::v0::PRelu>(values, list);
  }
  const auto below = make<op::v1::Minimum>(values, number(0));
  const auto sloped = make<op::v1::Multiply>(below, slope.operand(order));
  return make<op::v1::Add>(make<op::v0::Relu>(values), sloped);
}

std::optional<Values> hard_swish(const Values& a, const Values& b) {
  for (const auto& [scaled, gate] : {std::pair(a, b), std::pair(b, a)}) {
    const auto clamp = ov::as_type_ptr<op::v0::Clamp>(gate.get_node_shared_ptr());
    if (!clamp || clamp->get_min() != 0 || clamp->get_max() != 6) continue;
    const Values shifted = clamp->input_value(0);
    if (!ov::is_type<op::v1::Add>(shifted.get_node()) ||
        !ov::is_type<op::v1::Multiply>(scaled.get_node())) {
      continue;
    }
    const auto from_shift = beside_number(shifted, 3.0F);
    const auto from_scale = beside_number(scaled, 1.0F / 6.0F);
    if (from_shift && from_scale && *from_shift == *from_scale) {
      return make<op::v4::HSwish>(*from_scale);
    }
  }
  return std::nullopt;
}

Values clamped(const Values& values, double low, double high) {
  Values inner = values;
  const auto clamp = ov::as_type_ptr<op::v0::Clamp>(values.get_node_shared_ptr());
  if (clamp && clamp->get_min() <= high && low <= clamp->get_max()) {
    low = std::max(low, clamp->get_min());
    high = std::min(high, clamp->get_max());
    inner = clamp->input_value(0);
  } else if (ov::is_type<op::v0::Relu>(values.get_node()) && high >= 0) {
    low = std::max(low, 0.0);
    inner = values.get_node()->input_value(0);
  }
  return make<op::v0::Clamp>(inner, low, high);
}

}  // namespace nunchi::infer
