// Foreign networks → OpenVINO's own form (IR: FILE.xml and FILE.bin).
//
// Each conversion reads bytes from outside and trusts none of them: every count, offset and shape
// is checked before memory is taken. Files get their final names only when whole.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"

namespace nunchi::infer {

// EfficientNet-Lite from a state dict in torch's old serial form (".pth": four pickles, then the
// raw storages). `variant` 0..4 sets width, depth and picture size (Tan & Le 2019; the Lite
// variants of 2020: no squeeze-excitation, ReLU6). The IR has two outputs: "classes" [1, 1000]
// (logits) and "features" [1, 1280] (before the last layer).
Status convert_efficientnet_lite(const std::filesystem::path& pth, int variant,
                                 const std::filesystem::path& xml);

// A TensorFlow.js graph model (model.json with its weight shards beside it), batch 1, kept NCHW all
// through after one transpose at its input (the input itself stays NHWC). `input` names the
// placeholder whose shape is set to `shape` (NHWC); `outputs` name the nodes to keep; they come out
// in the order and the NHWC shape that the graph gives them, and what only others need is left out.
Status convert_tfjs_graph(const std::filesystem::path& model_json, const std::string& input,
                          const std::vector<int>& shape, const std::vector<std::string>& outputs,
                          const std::filesystem::path& xml);

}  // namespace nunchi::infer
