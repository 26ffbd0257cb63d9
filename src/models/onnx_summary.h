// OnnxSummary: what an ONNX file says of itself, read without its weights.
//
// ONNX is a protocol buffer (onnx.proto3, ModelProto). Only the fields named here are looked at, at
// fixed depths, and every length is checked against what is left: the file may be anything.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace nunchi::models {

struct OnnxSummary {
  struct Value {
    std::string name;
    std::vector<std::int64_t> shape;  // -1 where a side is free; empty where nothing is said
    bool operator==(const Value&) const = default;
  };
  std::vector<Value> inputs;   // without those that are weights
  std::vector<Value> outputs;  // in the order of the graph
  std::map<std::string, std::string> metadata;
  bool operator==(const OnnxSummary&) const = default;
};

// corrupt_data: not an ONNX model.
Result<OnnxSummary> read_onnx_summary(std::string_view bytes);

}  // namespace nunchi::models
