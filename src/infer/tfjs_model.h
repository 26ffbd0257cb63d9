// What a TensorFlow.js model.json says: the graph's nodes, and where their constants lie in the
// weight files beside it.
//
// Values, read once and then immutable. Forms: TensorFlow's graph.proto and attr_value.proto as
// JSON, and the weights manifest of tfjs-core/src/io/types.ts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.h"

namespace nunchi::infer {

// One setting of a node; which member holds it depends on the setting.
struct GraphAttribute {
  std::string text;  // text, or a type by name ("DT_FLOAT")
  std::int64_t whole = 0;
  double number = 0;
  bool flag = false;
  std::vector<std::int64_t> wholes;
  std::vector<std::string> texts;
};

struct GraphNode {
  struct Source {
    std::size_t node = 0;  // its place in the model's list
    std::size_t port = 0;  // which of its results
    bool operator==(const Source&) const = default;
  };

  std::string name, operation;
  std::vector<Source> inputs;  // without those that only set an order in time
  std::map<std::string, GraphAttribute, std::less<>> attributes;

  std::string_view text(std::string_view key, std::string_view otherwise = {}) const;
  std::int64_t whole(std::string_view key, std::int64_t otherwise = 0) const;
  double number(std::string_view key, double otherwise = 0) const;
  bool flag(std::string_view key) const;
  const std::vector<std::int64_t>& wholes(std::string_view key) const;  // empty where not set
  const std::vector<std::string>& texts(std::string_view key) const;    // empty where not set
};

// A constant: its place in the bytes of its group of files, and how its numbers are written there.
struct WeightEntry {
  enum class Kind { real, whole, boolean };
  enum class Stored { float32, float16, int32, uint8, uint16, boolean };

  Kind kind = Kind::real;
  Stored stored = Stored::float32;
  std::vector<std::size_t> shape;
  double scale = 1, least = 0;  // uint8, uint16: value = stored * scale + least
  std::size_t group = 0;
  std::size_t offset = 0, bytes = 0;  // in the group's bytes
};

struct TfjsModel {
  std::vector<GraphNode> nodes;
  std::unordered_map<std::string, std::size_t> places;   // of the nodes, by name
  std::unordered_map<std::string, WeightEntry> weights;  // by the name of the node
  std::vector<std::vector<std::string>> files;           // of each group, in order

  // "name" or "name:2"; nothing where there is no such node.
  std::optional<GraphNode::Source> find(std::string_view reference) const;
};

// corrupt_data: no model.json of a graph model, or one that contradicts itself. unsupported:
// numbers in a form that is not known. Neither files nor shapes are trusted yet.
Result<TfjsModel> read_tfjs_model(std::string_view json);

}  // namespace nunchi::infer
