#include "infer/tfjs_model.h"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

namespace nunchi::infer {
namespace {

using nlohmann::json;

Error corrupt(std::string message) { return {ErrorCode::corrupt_data, std::move(message)}; }

// The member of an object; a null where there is none, or no object.
const json& member(const json& object, const char* key) {
  static const json kNull;
  if (!object.is_object()) return kNull;
  const auto found = object.find(key);
  return found == object.end() ? kNull : *found;
}

std::string text_of(const json& value) {
  return value.is_string() ? value.get_ref<const std::string&>() : std::string();
}

// Whole numbers come as numbers or, being 64 bits wide, as text.
std::optional<std::int64_t> whole_of(const json& value) {
  if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    if (number > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
    return static_cast<std::int64_t>(number);
  }
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// RFC 4648, without line breaks. What is no sign of the alphabet ends it.
std::string from_base64(std::string_view text) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char sign : text) {
    const auto digit = kAlphabet.find(sign);
    if (digit == kAlphabet.npos) break;
    bits = (bits << 6) | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push_back(static_cast<char>((bits >> count) & 0xffU));
    }
  }
  return bytes;
}

// Types come by name or by TensorFlow's number (types.proto).
std::string type_of(const json& value) {
  if (value.is_string()) return text_of(value);
  switch (whole_of(value).value_or(0)) {
    case 1: return "DT_FLOAT";
    case 3: return "DT_INT32";
    case 4: return "DT_UINT8";
    case 9: return "DT_INT64";
    case 10: return "DT_BOOL";
    default: return "unknown";
  }
}

GraphAttribute attribute_of(const json& value) {
  GraphAttribute attribute;
  if (const json& text = member(value, "s"); text.is_string()) {
    attribute.text = from_base64(text.get_ref<const std::string&>());
  }
  if (const json& type = member(value, "type"); !type.is_null()) attribute.text = type_of(type);
  attribute.whole = whole_of(member(value, "i")).value_or(0);
  if (const json& number = member(value, "f"); number.is_number()) {
    attribute.number = number.get<double>();
  }
  if (const json& flag = member(value, "b"); flag.is_boolean()) attribute.flag = flag.get<bool>();
  const json& list = member(value, "list");
  for (const json& whole : member(list, "i")) {
    attribute.wholes.push_back(whole_of(whole).value_or(0));
  }
  for (const json& text : member(list, "s")) {
    attribute.texts.push_back(from_base64(text_of(text)));
  }
  return attribute;
}

Status read_node(const json& value, TfjsModel& model) {
  GraphNode node;
  node.name = text_of(member(value, "name"));
  node.operation = text_of(member(value, "op"));
  if (node.name.empty() || node.operation.empty())
    return corrupt("a node has no name or operation");
  if (const json& attributes = member(value, "attr"); attributes.is_object()) {
    for (const auto& [key, attribute] : attributes.items()) {
      node.attributes.emplace(key, attribute_of(attribute));
    }
  }
  if (!model.places.emplace(node.name, model.nodes.size()).second) {
    return corrupt(fmt::format("two nodes are named {}", node.name));
  }
  model.nodes.push_back(std::move(node));
  return ok();
}

// Inputs are names of nodes that may stand later, so they are bound when all are known.
Status bind_inputs(const json& value, std::size_t place, TfjsModel& model) {
  for (const json& input : member(value, "input")) {
    const std::string reference = text_of(input);
    if (reference.starts_with('^')) continue;  // orders in time only
    const auto source = model.find(reference);
    if (!source) {
      return corrupt(
          fmt::format("node {} wants {}, which is not there", model.nodes[place].name, reference));
    }
    model.nodes[place].inputs.push_back(*source);
  }
  return ok();
}

Status read_graph(const json& list, TfjsModel& model) {
  if (!list.is_array()) return corrupt("there is no list of nodes");
  for (const json& value : list) {
    if (Status read = read_node(value, model); !read) return read;
  }
  for (std::size_t place = 0; place < list.size(); ++place) {
    if (Status bound = bind_inputs(list[place], place, model); !bound) return bound;
  }
  return ok();
}

Status read_kind(const json& value, WeightEntry& entry) {
  const std::string type = text_of(member(value, "dtype"));
  if (type == "float32") {
    entry = {.kind = WeightEntry::Kind::real, .stored = WeightEntry::Stored::float32};
  } else if (type == "int32") {
    entry = {.kind = WeightEntry::Kind::whole, .stored = WeightEntry::Stored::int32};
  } else if (type == "bool") {
    entry = {.kind = WeightEntry::Kind::boolean, .stored = WeightEntry::Stored::boolean};
  } else {
    return Error{ErrorCode::unsupported, fmt::format("numbers of type {}", type)};
  }
  const json& quantized = member(value, "quantization");
  if (!quantized.is_object()) return ok();
  const std::string stored = text_of(member(quantized, "dtype"));
  if (stored == "float16" && entry.kind == WeightEntry::Kind::real) {
    entry.stored = WeightEntry::Stored::float16;
    return ok();
  }
  if (stored != "uint8" && stored != "uint16") {
    return Error{ErrorCode::unsupported, fmt::format("numbers quantised as {}", stored)};
  }
  const json& scale = member(quantized, "scale");
  const json& least = member(quantized, "min");
  if (!scale.is_number() || !least.is_number())
    return corrupt("a quantisation has no scale or min");
  entry.stored = stored == "uint8" ? WeightEntry::Stored::uint8 : WeightEntry::Stored::uint16;
  entry.scale = scale.get<double>();
  entry.least = least.get<double>();
  return ok();
}

std::size_t bytes_of(WeightEntry::Stored stored) {
  switch (stored) {
    case WeightEntry::Stored::float32:
    case WeightEntry::Stored::int32: return 4;
    case WeightEntry::Stored::float16:
    case WeightEntry::Stored::uint16: return 2;
    case WeightEntry::Stored::uint8:
    case WeightEntry::Stored::boolean: return 1;
  }
  return 1;
}

// The shape, and from it the length in bytes.
Status read_extent(const json& shape, WeightEntry& entry) {
  constexpr std::size_t kMost = std::size_t{1} << 40;
  std::size_t elements = 1;
  for (const json& value : shape) {
    const auto extent = whole_of(value);
    if (!extent || *extent < 0) return corrupt("its shape is no list of sizes");
    entry.shape.push_back(static_cast<std::size_t>(*extent));
    if (entry.shape.back() != 0 && elements > kMost / entry.shape.back()) {
      return corrupt("its shape is beyond all files");
    }
    elements *= entry.shape.back();
  }
  entry.bytes = elements * bytes_of(entry.stored);
  return ok();
}

Status read_group(const json& group, TfjsModel& model) {
  auto& files = model.files.emplace_back();
  for (const json& path : member(group, "paths")) files.push_back(text_of(path));
  std::size_t offset = 0;
  for (const json& value : member(group, "weights")) {
    const std::string name = text_of(member(value, "name"));
    WeightEntry entry;
    Status read = read_kind(value, entry);
    if (read) read = read_extent(member(value, "shape"), entry);
    if (!read) return std::move(read).error().while_doing(fmt::format("weight {}", name));
    entry.group = model.files.size() - 1;
    entry.offset = offset;
    offset += entry.bytes;
    if (offset > std::size_t{1} << 50) return corrupt("the weights are beyond all files");
    if (!model.weights.emplace(name, std::move(entry)).second) {
      return corrupt(fmt::format("two weights are named {}", name));
    }
  }
  return ok();
}

const GraphAttribute& attribute(const GraphNode& node, std::string_view key) {
  static const GraphAttribute kNone;
  const auto found = node.attributes.find(key);
  return found == node.attributes.end() ? kNone : found->second;
}

}  // namespace

std::string_view GraphNode::text(std::string_view key, std::string_view otherwise) const {
  return attributes.contains(key) ? std::string_view(attribute(*this, key).text) : otherwise;
}
std::int64_t GraphNode::whole(std::string_view key, std::int64_t otherwise) const {
  return attributes.contains(key) ? attribute(*this, key).whole : otherwise;
}
double GraphNode::number(std::string_view key, double otherwise) const {
  return attributes.contains(key) ? attribute(*this, key).number : otherwise;
}
bool GraphNode::flag(std::string_view key) const { return attribute(*this, key).flag; }
const std::vector<std::int64_t>& GraphNode::wholes(std::string_view key) const {
  return attribute(*this, key).wholes;
}
const std::vector<std::string>& GraphNode::texts(std::string_view key) const {
  return attribute(*this, key).texts;
}

std::optional<GraphNode::Source> TfjsModel::find(std::string_view reference) const {
  // A name may itself hold a colon, so the whole is tried first.
  if (const auto whole = places.find(std::string(reference)); whole != places.end()) {
    return GraphNode::Source{whole->second, 0};
  }
  const auto colon = reference.rfind(':');
  if (colon == reference.npos) return std::nullopt;
  const std::string_view port = reference.substr(colon + 1);
  std::uint16_t number = 0;
  const auto [end, failed] = std::from_chars(port.data(), port.data() + port.size(), number);
  const auto found = places.find(std::string(reference.substr(0, colon)));
  if (failed != std::errc() || end != port.data() + port.size() || found == places.end()) {
    return std::nullopt;
  }
  return GraphNode::Source{found->second, number};
}

Result<TfjsModel> read_tfjs_model(std::string_view text) {
  const json whole = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (whole.is_discarded()) return corrupt("it is no JSON");
  TfjsModel model;
  if (Status graph = read_graph(member(member(whole, "modelTopology"), "node"), model); !graph) {
    return std::move(graph).error();
  }
  const json& manifest = member(whole, "weightsManifest");
  if (!manifest.is_array()) return corrupt("there is no list of weights");
  for (const json& group : manifest) {
    if (Status read = read_group(group, model); !read) return std::move(read).error();
  }
  return model;
}

}  // namespace nunchi::infer
