// The constants of a TensorFlow.js model, from the bytes of its weight files.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "core/result.h"
#include "infer/openvino_handles.h"
#include "infer/tfjs_model.h"

namespace nunchi::infer {

// Real numbers become f32, whole ones i32. `group` holds all bytes of the entry's group of files.
// corrupt_data: the bytes end before the entry does.
Result<std::shared_ptr<ov::Node>> read_tfjs_weight(const WeightEntry& entry,
                                                   std::span<const std::byte> group);

}  // namespace nunchi::infer
