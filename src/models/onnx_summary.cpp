#include "models/onnx_summary.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

namespace nunchi::models {
namespace {

constexpr std::size_t kMostValues = 1000;                // inputs, outputs, metadata
constexpr std::size_t kMostText = std::size_t{1} << 20;  // a name or a metadata value
constexpr std::size_t kMostSides = 16;

Error damaged() { return {ErrorCode::corrupt_data, "not an ONNX model"}; }

// One field of a protocol buffer message.
struct Field {
  std::uint64_t number = 0;
  std::uint64_t value = 0;  // wire type 0
  std::string_view bytes;   // wire type 2
};

std::optional<std::uint64_t> read_varint(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  return std::nullopt;
}

std::optional<std::string_view> read_run(std::string_view& bytes, std::uint64_t length) {
  if (length > bytes.size()) return std::nullopt;
  const std::string_view run = bytes.substr(0, length);
  bytes.remove_prefix(length);
  return run;
}

std::optional<Field> read_field(std::string_view& bytes) {
  const auto tag = read_varint(bytes);
  if (!tag) return std::nullopt;
  Field field{.number = *tag >> 3};
  std::optional<std::string_view> run;
  switch (*tag & 7) {
    case 0:
      if (const auto value = read_varint(bytes)) {
        field.value = *value;
        return field;
      }
      return std::nullopt;
    case 1: run = read_run(bytes, 8); break;
    case 2:
      if (const auto length = read_varint(bytes)) run = read_run(bytes, *length);
      break;
    case 5: run = read_run(bytes, 4); break;
    default: break;  // groups are not used by ONNX
  }
  if (!run) return std::nullopt;
  if ((*tag & 7) == 2) field.bytes = *run;
  return field;
}

// Calls `read` for each field; false where the message is damaged or `read` says so.
bool each_field(std::string_view message, const std::function<bool(const Field&)>& read) {
  while (!message.empty()) {
    const auto field = read_field(message);
    if (!field || !read(*field)) return false;
  }
  return true;
}

bool take_text(const Field& field, std::string& text) {
  if (field.bytes.size() > kMostText) return false;
  text = field.bytes;
  return true;
}

// TensorShapeProto: dim = 1 { dim_value = 1, dim_param = 2 }
bool read_shape(std::string_view message, std::vector<std::int64_t>& shape) {
  return each_field(message, [&](const Field& field) {
    if (field.number != 1) return true;
    if (shape.size() == kMostSides) return false;
    std::int64_t side = -1;
    const bool whole = each_field(field.bytes, [&](const Field& dim) {
      const auto value = static_cast<std::int64_t>(dim.value);
      if (dim.number == 1 && value > 0) side = value;
      return true;
    });
    shape.push_back(side);
    return whole;
  });
}

// ValueInfoProto: name = 1, type = 2 { tensor_type = 1 { elem_type = 1, shape = 2 } }
bool read_value(std::string_view message, OnnxSummary::Value& value) {
  return each_field(message, [&](const Field& field) {
    if (field.number == 1) return take_text(field, value.name);
    if (field.number != 2) return true;
    return each_field(field.bytes, [&](const Field& type) {
      if (type.number != 1) return true;
      return each_field(type.bytes, [&](const Field& tensor) {
        return tensor.number != 2 || read_shape(tensor.bytes, value.shape);
      });
    });
  });
}

bool add_value(const Field& field, std::vector<OnnxSummary::Value>& values) {
  return values.size() < kMostValues && read_value(field.bytes, values.emplace_back());
}

// GraphProto: initializer = 5 { name = 8 }, input = 11, output = 12
bool read_graph(std::string_view message, OnnxSummary& summary, std::set<std::string>& weights) {
  return each_field(message, [&](const Field& field) {
    if (field.number == 11) return add_value(field, summary.inputs);
    if (field.number == 12) return add_value(field, summary.outputs);
    if (field.number != 5) return true;
    return each_field(field.bytes, [&](const Field& tensor) {
      if (tensor.number == 8) weights.emplace(tensor.bytes);
      return true;
    });
  });
}

// StringStringEntryProto: key = 1, value = 2
bool read_metadata(std::string_view message, OnnxSummary& summary) {
  std::string key, value;
  const bool whole = each_field(message, [&](const Field& field) {
    if (field.number == 1) return take_text(field, key);
    return field.number != 2 || take_text(field, value);
  });
  summary.metadata[key] = value;
  return whole && summary.metadata.size() <= kMostValues;
}

}  // namespace

// ModelProto: graph = 7, metadata_props = 14
Result<OnnxSummary> read_onnx_summary(std::string_view bytes) {
  OnnxSummary summary;
  std::set<std::string> weights;
  bool has_graph = false;
  const bool whole = each_field(bytes, [&](const Field& field) {
    if (field.number == 14) return read_metadata(field.bytes, summary);
    if (field.number != 7) return true;
    has_graph = true;
    return read_graph(field.bytes, summary, weights);
  });
  if (!whole || !has_graph) return damaged();
  // Before IR version 4 the weights stood among the inputs.
  std::erase_if(summary.inputs,
                [&](const OnnxSummary::Value& input) { return weights.contains(input.name); });
  if (summary.inputs.empty() || summary.outputs.empty()) return damaged();
  return summary;
}

}  // namespace nunchi::models
