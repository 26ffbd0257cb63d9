// A TensorFlow.js graph as an OpenVINO model.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "infer/openvino_handles.h"
#include "infer/tfjs_model.h"

namespace nunchi::infer {

struct GraphRequest {
  std::string input;                 // the placeholder that stays open
  std::vector<int> shape;            // its shape
  std::vector<std::string> outputs;  // nodes whose first result is kept, or "node:2"
};

// `weights` holds the bytes of each group of files that the model names. Errors as convert.h says;
// unsupported names the node and its operation.
Result<std::shared_ptr<ov::Model>> build_tfjs_graph(const TfjsModel& model,
                                                    std::span<const std::vector<std::byte>> weights,
                                                    const GraphRequest& request);

}  // namespace nunchi::infer
