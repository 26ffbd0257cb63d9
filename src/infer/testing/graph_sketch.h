// For tests: a small TensorFlow.js graph, node by node, as model.json and the bytes of its weights.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"
#include "infer/testing/model_run.h"
#include "infer/testing/plain_network.h"
#include "infer/tfjs_graph.h"

namespace nunchi::infer::testing {

using nlohmann::json;

inline std::string to_base64(std::string_view bytes) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      bits = bits << 8 | (i + k < bytes.size() ? static_cast<std::uint8_t>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text.push_back(i + k > bytes.size() ? '=' : kAlphabet[bits >> (18 - 6 * k) & 63U]);
    }
  }
  return text;
}

// Attributes as TensorFlow.js writes them.
inline json text(std::string_view value) { return {{"s", to_base64(value)}}; }
inline json type(std::string_view name) { return {{"type", name}}; }
inline json flag(bool value) { return {{"b", value}}; }
inline json real(double value) { return {{"f", value}}; }
inline json whole(std::int64_t value) { return {{"i", std::to_string(value)}}; }
inline json wholes(const std::vector<std::int64_t>& values) {
  json list = json::array();
  for (const std::int64_t value : values) list.push_back(std::to_string(value));
  return {{"list", {{"i", list}}}};
}
inline json texts(const std::vector<std::string>& values) {
  json list = json::array();
  for (const std::string& value : values) list.push_back(to_base64(value));
  return {{"list", {{"s", list}}}};
}

inline std::vector<int> shape_of(const Plain& picture) {
  return {1, static_cast<int>(picture.rows), static_cast<int>(picture.columns),
          static_cast<int>(picture.channels)};
}

class GraphSketch {
 public:
  // One placeholder, named "in".
  explicit GraphSketch(std::vector<int> shape) : shape_(std::move(shape)) {
    node("in", "Placeholder", {});
  }

  GraphSketch& node(const std::string& name, const std::string& operation,
                    const std::vector<std::string>& inputs, json attributes = json::object()) {
    nodes_.push_back(
        {{"name", name}, {"op", operation}, {"input", inputs}, {"attr", std::move(attributes)}});
    return *this;
  }

  GraphSketch& constant(const std::string& name, const std::vector<std::size_t>& shape,
                        const std::vector<float>& values) {
    return weight(name, {{"shape", shape}, {"dtype", "float32"}}, values);
  }
  // Whole numbers: a list, or with an empty shape one without axes.
  GraphSketch& list(const std::string& name, const std::vector<std::int32_t>& values) {
    return weight(name, {{"shape", {values.size()}}, {"dtype", "int32"}}, values);
  }
  GraphSketch& single(const std::string& name, std::int32_t value) {
    return weight(name, {{"shape", json::array()}, {"dtype", "int32"}}, std::vector{value});
  }
  template <class Number>
  GraphSketch& weight(const std::string& name, json entry, const std::vector<Number>& values) {
    entry["name"] = name;
    entries_.push_back(std::move(entry));
    const auto bytes = std::as_bytes(std::span(values));
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return node(name, "Const", {});
  }

  std::string text() const {
    const json group{{"paths", {"weights.bin"}}, {"weights", entries_}};
    return json{{"format", "graph-model"},
                {"modelTopology", {{"node", nodes_}}},
                {"weightsManifest", {group}}}
        .dump();
  }
  const std::vector<std::byte>& weights() const { return bytes_; }
  const std::vector<int>& shape() const { return shape_; }

  Result<std::shared_ptr<ov::Model>> build(const std::vector<std::string>& outputs = {
                                               "out"}) const {
    auto model = read_tfjs_model(text());
    if (!model) return std::move(model).error();
    const std::vector<std::vector<std::byte>> groups{bytes_};
    return build_tfjs_graph(*model, groups, {"in", shape_, outputs});
  }

  // What the nodes give for `input`. Throws where the graph is refused, with the reason.
  std::vector<RunOutput> run(const std::vector<float>& input,
                             const std::vector<std::string>& outputs = {"out"}) const {
    auto model = build(outputs);
    if (!model) throw std::runtime_error(model.error().message);
    return run_model(*model, input);
  }

 private:
  std::vector<int> shape_;
  json nodes_ = json::array(), entries_ = json::array();
  std::vector<std::byte> bytes_;
};

}  // namespace nunchi::infer::testing
