// A network written as OpenVINO's own form: FILE.xml (the graph) and FILE.bin (the weights).
#pragma once

#include <filesystem>
#include <memory>

#include "core/result.h"
#include "infer/openvino_handles.h"

namespace nunchi::infer {

// Both files are written in a folder of their own beside `xml` and then renamed, the graph last:
// where FILE.xml stands, the pair is whole. Weights are kept in half precision; they are widened
// again when the network is compiled, so that only the file is smaller.
Status write_ir(const std::shared_ptr<ov::Model>& model, const std::filesystem::path& xml);

}  // namespace nunchi::infer
