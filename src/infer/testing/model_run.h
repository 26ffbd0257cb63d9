// For tests: one run of a model, in full precision on one thread.
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "infer/openvino_handles.h"

namespace nunchi::infer::testing {

struct RunOutput {
  ov::Shape shape;
  std::vector<float> values;
};

inline std::vector<RunOutput> run_model(const std::shared_ptr<ov::Model>& model,
                                        const std::vector<float>& input) {
  static ov::Core core;
  auto compiled = core.compile_model(model, "CPU", ov::num_streams(1), ov::inference_num_threads(1),
                                     ov::hint::inference_precision(ov::element::f32));
  auto request = compiled.create_infer_request();
  ov::Tensor given = request.get_input_tensor();
  OPENVINO_ASSERT(given.get_size() == input.size(), "the test gives another number of values");
  if (given.get_element_type() == ov::element::f32) {
    std::copy(input.begin(), input.end(), given.data<float>());
  } else {
    std::transform(input.begin(), input.end(), given.data<std::int32_t>(),
                   [](float value) { return static_cast<std::int32_t>(value); });
  }
  request.infer();
  std::vector<RunOutput> outputs;
  for (std::size_t i = 0; i < compiled.outputs().size(); ++i) {
    const ov::Tensor tensor = request.get_output_tensor(i);
    RunOutput output{tensor.get_shape(), std::vector<float>(tensor.get_size())};
    for (std::size_t k = 0; k < output.values.size(); ++k) {
      switch (tensor.get_element_type()) {
        case ov::element::Type_t::f32: output.values[k] = tensor.data<const float>()[k]; break;
        case ov::element::Type_t::i32:
          output.values[k] = static_cast<float>(tensor.data<const std::int32_t>()[k]);
          break;
        case ov::element::Type_t::i64:
          output.values[k] = static_cast<float>(tensor.data<const std::int64_t>()[k]);
          break;
        case ov::element::Type_t::boolean:
          output.values[k] = static_cast<const char*>(tensor.data())[k] != 0 ? 1.0F : 0.0F;
          break;
        default: OPENVINO_THROW("the test reads no such numbers");
      }
    }
    outputs.push_back(std::move(output));
  }
  return outputs;
}

}  // namespace nunchi::infer::testing
