// TensorFlow's operations as OpenVINO's, one node of a graph at a time.
//
// What each operation means: TensorFlow's op definitions (tensorflow/core/ops) and, for the fused
// ones that TensorFlow.js writes, tfjs-converter/src/operations. Functions here may throw as
// OpenVINO does where shapes do not fit; the caller turns that into an Error with the node's name.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "infer/graph_tensor.h"
#include "infer/tfjs_model.h"

namespace nunchi::infer {

// A node with its inputs already carried over.
struct TfOperation {
  const GraphNode& node;
  std::span<GraphTensor* const> inputs;

  GraphTensor& input(std::size_t i) const { return *inputs[i]; }
  // The numbers of an input that must be known now: axes, sizes. unsupported where they are not.
  Result<std::vector<std::int64_t>> wholes(std::size_t i) const;
  // The same for one number that names an axis of a value with `axes` of them, counted from 0; a
  // negative one counts from the end. corrupt_data where there is no such axis.
  Result<std::int64_t> axis(std::size_t i, std::size_t axes) const;
  // Channels first where one of the inputs is so and none has more than four axes.
  Order common_order() const;
};

using TfOutcome = Result<std::vector<GraphTensor>>;  // one for each of the node's results

// The only result, in that order of axes.
inline TfOutcome one(const Values& values, Order order = Order::given) {
  return std::vector<GraphTensor>{GraphTensor(values, order)};
}

inline Error unsupported(std::string message) {
  return {ErrorCode::unsupported, std::move(message)};
}
inline Error contradiction(std::string message) {
  return {ErrorCode::corrupt_data, std::move(message)};
}

// `axis` counted from 0, where it may count from the end.
Result<std::int64_t> proper_axis(std::int64_t axis, std::size_t axes);

// How one kind of operation is carried over.
struct TfConversion {
  std::string_view operation;
  std::size_t least_inputs;
  TfOutcome (*convert)(const TfOperation&);
};

// The conversions that each of the tf_*.cpp files beside this one knows.
std::span<const TfConversion> tf_convolutions();
std::span<const TfConversion> tf_elementwise();
std::span<const TfConversion> tf_reductions();
std::span<const TfConversion> tf_layouts();
std::span<const TfConversion> tf_selections();

// Null where the operation is not known.
const TfConversion* find_tf_conversion(std::string_view operation);

}  // namespace nunchi::infer
