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

}  // namespace nunchi::infer
