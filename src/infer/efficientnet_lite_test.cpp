#include "infer/efficientnet_lite.h"

#include <gtest/gtest.h>

#include <array>
#include <deque>

#include "infer/testing/model_run.h"
#include "infer/testing/plain_network.h"

namespace nunchi::infer {
namespace {

using testing::blank;
using testing::Plain;
using testing::Slide;

// The published numbers of EfficientNet-Lite0, block by block: kernel, stride, widening, in, out.
struct Block {
  std::size_t kernel, stride, widening, in, out;
};
constexpr std::array<Block, 16> kLite0{{{3, 1, 1, 32, 16},
                                        {3, 2, 6, 16, 24},
                                        {3, 1, 6, 24, 24},
                                        {5, 2, 6, 24, 40},
                                        {5, 1, 6, 40, 40},
                                        {3, 2, 6, 40, 80},
                                        {3, 1, 6, 80, 80},
                                        {3, 1, 6, 80, 80},
                                        {5, 1, 6, 80, 112},
                                        {5, 1, 6, 112, 112},
                                        {5, 1, 6, 112, 112},
                                        {5, 2, 6, 112, 192},
                                        {5, 1, 6, 192, 192},
                                        {5, 1, 6, 192, 192},
                                        {5, 1, 6, 192, 192},
                                        {3, 1, 6, 192, 320}}};

// Weights out of the dice, and the network as its paper draws it: convolution, norm, activation,
// each by itself and in plain loops.
class PlainLite0 {
 public:
  Plain features(const Plain& picture) {
    Plain flow = layer(picture, "_conv_stem", "_bn0", 32, 3, 2);
    for (std::size_t i = 0; i < kLite0.size(); ++i) flow = block(flow, i);
    return testing::mean(layer(flow, "_conv_head", "_bn1", 1280, 1, 1));
  }

  std::vector<float> classes(const Plain& features) {
    const auto& matrix = floats("_fc.weight", {1000, 1280}, 1.0F / 36);
    const auto& bias = floats("_fc.bias", {1000}, 1);
    std::vector<float> logits = bias;
    for (std::size_t c = 0; c < 1000; ++c) {
      for (std::size_t f = 0; f < 1280; ++f) logits[c] += matrix[c * 1280 + f] * features.values[f];
    }
    return logits;
  }

  StateDict weights;

 private:
  Plain block(const Plain& in, std::size_t index) {
    const Block& shape = kLite0[index];
    const std::string name = "_blocks." + std::to_string(index) + ".";
    const std::size_t wide = shape.in * shape.widening;
    Plain flow = in;
    if (shape.widening != 1) flow = layer(in, name + "_expand_conv", name + "_bn0", wide, 1, 1);
    const auto& filter = filters(name + "_depthwise_conv.weight", shape.kernel, 1, wide);
    const Slide slide{shape.kernel, shape.stride};
    flow = each(norm(convolve_each(flow, filter, 1, slide, slide), name + "_bn1"), testing::relu6);
    flow = layer(flow, name + "_project_conv", name + "_bn2", shape.out, 1, 1, false);
    return shape.stride == 1 && shape.in == shape.out ? sum(flow, in) : flow;
  }

  Plain layer(const Plain& in, const std::string& convolution, const std::string& norm_name,
              std::size_t out, std::size_t kernel, std::size_t stride, bool activate = true) {
    const auto& filter = filters(convolution + ".weight", kernel, in.channels, out);
    const Slide slide{kernel, stride};
    Plain flow = norm(convolve(in, filter, out, slide, slide), norm_name);
    return activate ? each(flow, testing::relu6) : flow;
  }

  Plain norm(Plain in, const std::string& name) {
    const ov::Shape one{in.channels};
    const auto& gain = floats(name + ".weight", one, 0.3F, 1);
    const auto& bias = floats(name + ".bias", one, 0.5F);
    const auto& mean = floats(name + ".running_mean", one, 0.2F);
    const auto& variance = floats(name + ".running_var", one, 0.3F, 1);
    for (std::size_t i = 0; i < in.values.size(); ++i) {
      const std::size_t c = i % in.channels;
      in.values[i] = (in.values[i] - mean[c]) / std::sqrt(variance[c] + 1e-3F) * gain[c] + bias[c];
    }
    return in;
  }

  // Stored as rows, columns, in, out, and seen by torch as out, in, rows, columns: as in the real
  // files.
  const std::vector<float>& filters(const std::string& name, std::size_t kernel, std::size_t in,
                                    std::size_t out) {
    const float reach = std::sqrt(3.0F / static_cast<float>(in * kernel * kernel));
    return add(name, {out, in, kernel, kernel}, {1, out, kernel * in * out, in * out}, reach, 0);
  }

  const std::vector<float>& floats(const std::string& name, const std::vector<std::size_t>& shape,
                                   float reach, float around = 0) {
    std::vector<std::size_t> strides(shape.size(), 1);
    if (shape.size() == 2) strides[0] = shape[1];
    return add(name, shape, strides, reach, around);
  }

  const std::vector<float>& add(const std::string& name, std::vector<std::size_t> shape,
                                std::vector<std::size_t> strides, float reach, float around) {
    TorchTensor tensor;
    tensor.shape = std::move(shape);
    tensor.strides = std::move(strides);
    auto& values = storages_.emplace_back(
        testing::random_values(tensor.size(), static_cast<unsigned>(storages_.size()), reach));
    for (float& value : values) value += around;
    tensor.storage = std::as_bytes(std::span(values));
    weights.emplace(name, tensor);
    return values;
  }

  std::deque<std::vector<float>> storages_;
};

void expect_near(const std::vector<float>& found, const std::vector<float>& wanted) {
  ASSERT_EQ(found.size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    ASSERT_NEAR(found[i], wanted[i], 1e-4 * (1 + std::abs(wanted[i]))) << i;
  }
}

TEST(EfficientNetLite, ComputesWhatThePlainLoopsDo) {
  PlainLite0 plain;
  const Plain picture = testing::random_picture(224, 224, 3, 77);
  const Plain features = plain.features(picture);
  const std::vector<float> classes = plain.classes(features);

  auto model = build_efficientnet_lite(plain.weights, 0);
  ASSERT_TRUE(model) << model.error().message;
  std::vector<float> planes;
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::size_t i = c; i < picture.values.size(); i += 3) planes.push_back(picture.values[i]);
  }
  const auto outputs = testing::run_model(*model, planes);
  ASSERT_EQ(outputs.size(), 2U);
  EXPECT_EQ((*model)->output(0).get_any_name(), "classes");
  EXPECT_EQ((*model)->output(1).get_any_name(), "features");
  EXPECT_EQ(outputs[0].shape, (ov::Shape{1, 1000}));
  EXPECT_EQ(outputs[1].shape, (ov::Shape{1, 1280}));
  expect_near(outputs[1].values, features.values);
  expect_near(outputs[0].values, classes);
}

TEST(EfficientNetLite, NamesTheWeightThatIsMissing) {
  PlainLite0 plain;
  plain.classes(plain.features(blank(32, 32, 3)));
  plain.weights.erase("_blocks.4._bn1.running_var");
  const auto model = build_efficientnet_lite(plain.weights, 0);
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error(),
            (Error{ErrorCode::corrupt_data, "there is no weight _blocks.4._bn1.running_var"}));
}

TEST(EfficientNetLite, RefusesTheWeightsOfAnotherVariant) {
  PlainLite0 plain;
  plain.classes(plain.features(blank(32, 32, 3)));
  const auto model = build_efficientnet_lite(plain.weights, 2);
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, ErrorCode::corrupt_data);
  EXPECT_EQ(model.error().message,
            "weight _blocks.3._depthwise_conv.weight is [144, 1, 5, 5], not [144, 1, 3, 3]");
}

TEST(EfficientNetLite, HasVariantsZeroToFour) {
  for (const int variant : {-1, 5}) {
    const auto model = build_efficientnet_lite({}, variant);
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().code, ErrorCode::invalid_argument);
  }
  for (const int variant : {0, 1, 2, 3, 4}) {
    EXPECT_EQ(build_efficientnet_lite({}, variant).error().code, ErrorCode::corrupt_data);
  }
}

}  // namespace
}  // namespace nunchi::infer
