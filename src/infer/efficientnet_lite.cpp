#include "infer/efficientnet_lite.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <openvino/op/ops.hpp>

#include "infer/convert.h"
#include "infer/file_bytes.h"
#include "infer/ir_file.h"

namespace nunchi::infer {
namespace {

using Values = ov::Output<ov::Node>;

constexpr std::uintmax_t kMostBytes = std::uintmax_t{1} << 30;
constexpr float kNormEpsilon = 1e-3F;
constexpr std::size_t kStemChannels = 32, kFeatures = 1280, kClasses = 1000;

struct Scale {
  double width, depth;
  std::size_t side;  // of the picture, in pixels
};
constexpr std::array<Scale, 5> kScales{
    {{1.0, 1.0, 224}, {1.0, 1.1, 240}, {1.1, 1.2, 260}, {1.2, 1.4, 280}, {1.4, 1.8, 300}}};

// A run of like blocks, before scaling.
struct Stage {
  int repeats;
  std::size_t kernel, stride, expansion, channels;
};
constexpr std::array<Stage, 7> kStages{{{1, 3, 1, 1, 16},
                                        {2, 3, 2, 6, 24},
                                        {2, 5, 2, 6, 40},
                                        {3, 3, 2, 6, 80},
                                        {3, 5, 1, 6, 112},
                                        {4, 5, 2, 6, 192},
                                        {1, 3, 1, 6, 320}}};

// Channels come in eights, and rounding takes no more than a tenth away.
std::size_t scaled_channels(std::size_t channels, double width) {
  const double wanted = static_cast<double>(channels) * width;
  std::size_t rounded = std::max<std::size_t>(8, static_cast<std::size_t>(wanted + 4) / 8 * 8);
  if (static_cast<double>(rounded) < 0.9 * wanted) rounded += 8;
  return rounded;
}

// The first and the last stage are never repeated more often.
int scaled_repeats(std::size_t stage, double depth) {
  const int repeats = kStages[stage].repeats;
  if (stage == 0 || stage + 1 == kStages.size()) return repeats;
  return static_cast<int>(std::ceil(repeats * depth));
}

struct Block {
  std::size_t kernel, stride, expansion, in, out;
};

std::vector<Block> blocks_of(const Scale& scale) {
  std::vector<Block> blocks;
  std::size_t in = kStemChannels;
  for (std::size_t stage = 0; stage < kStages.size(); ++stage) {
    const Stage& plan = kStages[stage];
    const std::size_t out = scaled_channels(plan.channels, scale.width);
    for (int i = 0; i < scaled_repeats(stage, scale.depth); ++i) {
      blocks.push_back({plan.kernel, i == 0 ? plan.stride : 1, plan.expansion, in, out});
      in = out;
    }
  }
  return blocks;
}

template <class Number>
Values constant(const ov::Shape& shape, const std::vector<Number>& values) {
  return ov::op::v0::Constant::create(ov::element::from<Number>(), shape, values);
}

// The names that a layer's weights have in the state dict, and what it does.
struct Layer {
  std::string convolution, norm;
  std::size_t in, out, kernel = 1, stride = 1;
  bool depthwise = false;
  bool relu6 = true;
};

class LiteBuilder {
 public:
  explicit LiteBuilder(const StateDict& weights) : weights_(weights) {}

  Result<std::shared_ptr<ov::Model>> build(const Scale& scale) const {
    const auto image = std::make_shared<ov::op::v0::Parameter>(
        ov::element::f32, ov::PartialShape(ov::Shape{1, 3, scale.side, scale.side}));
    image->set_friendly_name("image");
    image->output(0).get_tensor().set_names({"image"});
    auto flow = convolve(image, {.convolution = "_conv_stem",
                                 .norm = "_bn0",
                                 .in = 3,
                                 .out = kStemChannels,
                                 .kernel = 3,
                                 .stride = 2});
    const std::vector<Block> blocks = blocks_of(scale);
    for (std::size_t i = 0; flow && i < blocks.size(); ++i) flow = add_block(*flow, blocks[i], i);
    if (!flow) return std::move(flow).error();
    flow = convolve(
        *flow,
        {.convolution = "_conv_head", .norm = "_bn1", .in = blocks.back().out, .out = kFeatures});
    if (!flow) return std::move(flow).error();
    return with_outputs(image, *flow);
  }

 private:
  // Sandler et al., "MobileNetV2" (2018): widen, filter each channel, narrow; add the input where
  // the shape is kept.
  Result<Values> add_block(const Values& input, const Block& block, std::size_t index) const {
    const std::string prefix = fmt::format("_blocks.{}.", index);
    const std::size_t wide = block.in * block.expansion;
    Result<Values> flow = input;
    if (block.expansion != 1) {
      flow = convolve(input, {.convolution = prefix + "_expand_conv",
                              .norm = prefix + "_bn0",
                              .in = block.in,
                              .out = wide});
      if (!flow) return flow;
    }
    flow = convolve(*flow, {.convolution = prefix + "_depthwise_conv",
                            .norm = prefix + "_bn1",
                            .in = wide,
                            .out = wide,
                            .kernel = block.kernel,
                            .stride = block.stride,
                            .depthwise = true});
    if (!flow) return flow;
    flow = convolve(*flow, {.convolution = prefix + "_project_conv",
                            .norm = prefix + "_bn2",
                            .in = wide,
                            .out = block.out,
                            .relu6 = false});
    if (!flow || block.stride != 1 || block.in != block.out) return flow;
    return Values(std::make_shared<ov::op::v1::Add>(*flow, input));
  }

  Result<Values> convolve(const Values& input, const Layer& layer) const {
    const ov::Shape shape{layer.out, layer.depthwise ? 1 : layer.in, layer.kernel, layer.kernel};
    auto filter = weight(layer.convolution + ".weight", shape);
    if (!filter) return std::move(filter).error();
    auto shift = fold_norm(layer, *filter);
    if (!shift) return std::move(shift).error();
    const ov::Strides strides{layer.stride, layer.stride}, dilations{1, 1};
    const ov::CoordinateDiff unused{0, 0};
    const auto same =
        ov::op::PadType::SAME_UPPER;  // as TensorFlow pads, under which it was trained
    Values flow;
    if (layer.depthwise) {
      const ov::Shape grouped{layer.out, 1, 1, layer.kernel, layer.kernel};
      flow = std::make_shared<ov::op::v1::GroupConvolution>(
          input, constant(grouped, *filter), strides, unused, unused, dilations, same);
    } else {
      flow = std::make_shared<ov::op::v1::Convolution>(input, constant(shape, *filter), strides,
                                                       unused, unused, dilations, same);
    }
    flow = std::make_shared<ov::op::v1::Add>(flow, constant({1, layer.out, 1, 1}, *shift));
    if (layer.relu6) flow = std::make_shared<ov::op::v0::Clamp>(flow, 0.0, 6.0);
    flow.get_node()->set_friendly_name(layer.convolution);
    return flow;
  }

  // Scales the filter by the layer's batch norm and returns what is left of it: a number to be
  // added to each channel.
  Result<std::vector<float>> fold_norm(const Layer& layer, std::vector<float>& filter) const {
    std::array<std::vector<float>, 4> parts;
    constexpr std::array<const char*, 4> kParts{"weight", "bias", "running_mean", "running_var"};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      auto part = weight(fmt::format("{}.{}", layer.norm, kParts[i]), {layer.out});
      if (!part) return std::move(part).error();
      parts[i] = *std::move(part);
    }
    const auto& [gain, bias, mean, variance] = parts;
    const std::size_t each = filter.size() / layer.out;
    std::vector<float> shift(layer.out);
    for (std::size_t c = 0; c < layer.out; ++c) {
      const float by = gain[c] / std::sqrt(variance[c] + kNormEpsilon);
      shift[c] = bias[c] - mean[c] * by;
      for (std::size_t i = 0; i < each; ++i) filter[c * each + i] *= by;
    }
    return shift;
  }

  Result<std::vector<float>> weight(const std::string& name, const ov::Shape& shape) const {
    const auto found = weights_.find(name);
    if (found == weights_.end()) {
      return Error{ErrorCode::corrupt_data, fmt::format("there is no weight {}", name)};
    }
    if (found->second.shape != shape) {
      return Error{ErrorCode::corrupt_data,
                   fmt::format("weight {} is [{}], not [{}]", name,
                               fmt::join(found->second.shape, ", "), fmt::join(shape, ", "))};
    }
    return found->second.values();
  }

  Result<std::shared_ptr<ov::Model>> with_outputs(
      const std::shared_ptr<ov::op::v0::Parameter>& image, const Values& last) const {
    auto matrix = weight("_fc.weight", {kClasses, kFeatures});
    if (!matrix) return std::move(matrix).error();
    auto bias = weight("_fc.bias", {kClasses});
    if (!bias) return std::move(bias).error();
    const Values features = std::make_shared<ov::op::v1::ReduceMean>(
        last, constant<std::int64_t>({2}, {2, 3}), /*keep_dims=*/false);
    const Values product = std::make_shared<ov::op::v0::MatMul>(
        features, constant({kClasses, kFeatures}, *matrix), false, /*transpose_b=*/true);
    const Values classes =
        std::make_shared<ov::op::v1::Add>(product, constant({1, kClasses}, *bias));
    classes.get_tensor().set_names({"classes"});
    features.get_tensor().set_names({"features"});
    return std::make_shared<ov::Model>(ov::OutputVector{classes, features},
                                       ov::ParameterVector{image}, "efficientnet-lite");
  }

  const StateDict& weights_;
};

}  // namespace

Result<std::shared_ptr<ov::Model>> build_efficientnet_lite(const StateDict& weights, int variant) {
  if (variant < 0 || static_cast<std::size_t>(variant) >= kScales.size()) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("there is no EfficientNet-Lite{}", variant)};
  }
  const Scale& scale = kScales[static_cast<std::size_t>(variant)];
  auto built = guarded(ErrorCode::internal, "build EfficientNet-Lite",
                       [&] { return LiteBuilder(weights).build(scale); });
  if (!built) return std::move(built).error();
  return *std::move(built);
}

Status convert_efficientnet_lite(const std::filesystem::path& pth, int variant,
                                 const std::filesystem::path& xml) {
  const std::string task = fmt::format("convert {}", pth.filename().string());
  auto bytes = read_file(pth, kMostBytes);
  if (!bytes) return std::move(bytes).error().while_doing(task);
  auto weights = read_torch_state_dict(*bytes);
  if (!weights) return std::move(weights).error().while_doing(task);
  auto model = build_efficientnet_lite(*weights, variant);
  if (!model) return std::move(model).error().while_doing(task);
  return write_ir(*model, xml);
}

}  // namespace nunchi::infer
