// Functions of one number that networks apply to every element, also fused to other operations.
#pragma once

#include <optional>
#include <string_view>

#include "infer/graph_tensor.h"
#include "infer/tfjs_model.h"

namespace nunchi::infer {

// `values` under TensorFlow's operation of that name ("Relu6"); nothing where it is none of these.
// `node` says its settings.
std::optional<Values> activation(std::string_view operation, const Values& values,
                                 const GraphNode& node);

// He et al., "Delving Deep into Rectifiers" (2015): negative values are multiplied by `slope`.
Values prelu(const Values& values, GraphTensor& slope, Order order);

// `values` held within [low, high]; where they already are held by such an operation, one does
// both.
Values clamped(const Values& values, double low, double high);

// Howard et al., "Searching for MobileNetV3" (2019): x * clamp(x + 3, 0, 6) / 6, which graphs spell
// out as (x / 6) * clamp(x + 3, 0, 6). Where that is what `a` * `b` says, the one operation for it.
// A sixth counts as such within the precision of half floats, in which these graphs keep it.
std::optional<Values> hard_swish(const Values& a, const Values& b);

}  // namespace nunchi::infer
