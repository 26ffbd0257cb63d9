// EfficientNet-Lite as an OpenVINO model, from its weights.
//
// Tan & Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks" (2019); the
// Lite form (2020) has no squeeze-excitation, ReLU6, and a first and last layer that are not
// widened. Input "image" [1, 3, S, S]; outputs "classes" [1, 1000] (logits) and "features" [1,
// 1280].
#pragma once

#include <memory>

#include "core/result.h"
#include "infer/openvino_handles.h"
#include "infer/torch_pickle.h"

namespace nunchi::infer {

// `variant` 0..4. Batch norms are folded into the convolutions. corrupt_data: a weight is missing
// or has another shape than this variant needs.
Result<std::shared_ptr<ov::Model>> build_efficientnet_lite(const StateDict& weights, int variant);

}  // namespace nunchi::infer
