#include "infer/tfjs_graph.h"

#include <fmt/format.h>

#include <openvino/op/ops.hpp>

#include "infer/tf_operation.h"
#include "infer/tfjs_weight.h"

namespace nunchi::infer {
namespace {

// No network here has a value of more than 16 million numbers; what a hostile file announces may
// not cost more memory than a machine has.
constexpr std::size_t kMostElements = std::size_t{1} << 28;
constexpr std::size_t kMostConstantBytes = std::size_t{1} << 30;

// The elements of a shape, or the limit where there are more.
std::size_t elements_within(const ov::Shape& shape, std::size_t most) {
  std::size_t elements = 1;
  for (const std::size_t extent : shape) {
    if (extent == 0) return 0;
    if (elements > most / extent) return most;
    elements *= extent;
  }
  return elements;
}

// The needed nodes, each behind its inputs.
Result<std::vector<std::size_t>> order_of_work(const TfjsModel& model,
                                               const std::vector<GraphNode::Source>& outputs) {
  enum class Mark : std::uint8_t { unseen, open, done };
  struct Step {
    std::size_t node, next_input;
  };
  std::vector<Mark> marks(model.nodes.size(), Mark::unseen);
  std::vector<std::size_t> order;
  std::vector<Step> path;  // not a recursion: a hostile graph may be as deep as it is long
  for (const GraphNode::Source& output : outputs) {
    if (marks[output.node] == Mark::unseen) path.push_back({output.node, 0});
    while (!path.empty()) {
      Step& step = path.back();
      const GraphNode& node = model.nodes[step.node];
      marks[step.node] = Mark::open;
      if (step.next_input == node.inputs.size()) {
        marks[step.node] = Mark::done;
        order.push_back(step.node);
        path.pop_back();
        continue;
      }
      const std::size_t input = node.inputs[step.next_input++].node;
      if (marks[input] == Mark::open) {
        return unsupported(fmt::format("node {} stands in a loop", model.nodes[input].name));
      }
      if (marks[input] == Mark::unseen) path.push_back({input, 0});
    }
  }
  return order;
}

class GraphBuilder {
 public:
  GraphBuilder(const TfjsModel& model, std::span<const std::vector<std::byte>> weights)
      : model_(model), weights_(weights), done_(model.nodes.size()) {}

  Result<std::shared_ptr<ov::Model>> build(const GraphRequest& request) {
    if (Status opened = open_input(request); !opened) return std::move(opened).error();
    std::vector<GraphNode::Source> wanted;
    for (const std::string& name : request.outputs) {
      const auto source = model_.find(name);
      if (!source) return Error{ErrorCode::not_found, fmt::format("no node {}", name)};
      wanted.push_back(*source);
    }
    auto order = order_of_work(model_, wanted);
    if (!order) return std::move(order).error();
    for (const std::size_t place : *order) {
      if (Status added = add(place); !added) return std::move(added).error();
    }
    return close(request, wanted);
  }

 private:
  Status open_input(const GraphRequest& request) {
    const auto source = model_.find(request.input);
    if (!source || model_.nodes[source->node].operation != "Placeholder") {
      return Error{ErrorCode::not_found, fmt::format("no placeholder {}", request.input)};
    }
    ov::Shape shape;
    for (const int extent : request.shape) {
      if (extent < 1) return Error{ErrorCode::invalid_argument, "an input without numbers"};
      shape.push_back(static_cast<std::size_t>(extent));
    }
    if (elements_within(shape, kMostElements) == kMostElements) {
      return Error{ErrorCode::too_large, "the input has too many numbers"};
    }
    const bool whole = model_.nodes[source->node].text("dtype") == "DT_INT32";
    parameter_ = std::make_shared<ov::op::v0::Parameter>(
        whole ? ov::element::i32 : ov::element::f32, ov::PartialShape(shape));
    parameter_->set_friendly_name(model_.nodes[source->node].name);
    parameter_->output(0).get_tensor().set_names({model_.nodes[source->node].name});
    done_[source->node] = {GraphTensor(parameter_, Order::given)};
    return ok();
  }

  Status add(std::size_t place) {
    if (!done_[place].empty()) return ok();
    const GraphNode& node = model_.nodes[place];
    auto results = carry_over(node);
    if (!results) {
      return std::move(results).error().while_doing(
          fmt::format("node {} ({})", node.name, node.operation));
    }
    done_[place] = *std::move(results);
    return check_size(place);
  }

  TfOutcome carry_over(const GraphNode& node) {
    if (node.operation == "Const") return constant(node);
    const TfConversion* conversion = find_tf_conversion(node.operation);
    if (conversion == nullptr) return unsupported("an operation that is not known");
    if (node.inputs.size() < conversion->least_inputs) return contradiction("inputs are missing");
    std::vector<GraphTensor*> inputs;
    for (const GraphNode::Source& source : node.inputs) {
      auto& results = done_[source.node];
      if (source.port >= results.size()) {
        return unsupported(
            fmt::format("result {} of {}", source.port, model_.nodes[source.node].name));
      }
      inputs.push_back(&results[source.port]);
    }
    auto outcome = guarded(ErrorCode::corrupt_data, "it does not fit its inputs", [&] {
      return conversion->convert({node, inputs});
    });
    if (!outcome) return std::move(outcome).error();
    return *std::move(outcome);
  }

  TfOutcome constant(const GraphNode& node) const {
    const auto found = model_.weights.find(node.name);
    if (found == model_.weights.end()) return contradiction("its values are in no file");
    if (found->second.group >= weights_.size()) return contradiction("its file is not there");
    auto values = read_tfjs_weight(found->second, weights_[found->second.group]);
    if (!values) return std::move(values).error();
    return one((*values)->output(0));
  }

  Status check_size(std::size_t place) {
    for (const GraphTensor& result : done_[place]) {
      const Values& values = result.as_made();
      if (values.get_partial_shape().is_dynamic()) {
        return unsupported(fmt::format("node {} ({}): a result whose size depends on the picture",
                                       model_.nodes[place].name, model_.nodes[place].operation));
      }
      const std::size_t elements = elements_within(values.get_shape(), kMostElements);
      if (ov::is_type<ov::op::v0::Constant>(values.get_node())) constant_bytes_ += 4 * elements;
      if (elements == kMostElements || constant_bytes_ > kMostConstantBytes) {
        return Error{ErrorCode::too_large,
                     fmt::format("node {}: too many numbers", model_.nodes[place].name)};
      }
    }
    return ok();
  }

  Result<std::shared_ptr<ov::Model>> close(const GraphRequest& request,
                                           const std::vector<GraphNode::Source>& wanted) {
    ov::OutputVector outputs;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      auto& results = done_[wanted[i].node];
      if (wanted[i].port >= results.size()) {
        return Error{ErrorCode::not_found, fmt::format("no result {}", request.outputs[i])};
      }
      const Values& values = results[wanted[i].port].given();
      values.get_tensor().add_names({request.outputs[i]});
      outputs.push_back(values);
    }
    return std::make_shared<ov::Model>(outputs, ov::ParameterVector{parameter_}, "tfjs");
  }

  const TfjsModel& model_;
  std::span<const std::vector<std::byte>> weights_;
  std::vector<std::vector<GraphTensor>> done_;  // the results of each node, empty until it is done
  std::shared_ptr<ov::op::v0::Parameter> parameter_;
  std::size_t constant_bytes_ = 0;
};

}  // namespace

Result<std::shared_ptr<ov::Model>> build_tfjs_graph(const TfjsModel& model,
                                                    std::span<const std::vector<std::byte>> weights,
                                                    const GraphRequest& request) {
  auto built = guarded(ErrorCode::corrupt_data, "build the graph",
                       [&] { return GraphBuilder(model, weights).build(request); });
  if (!built) return std::move(built).error();
  return *std::move(built);
}

}  // namespace nunchi::infer
