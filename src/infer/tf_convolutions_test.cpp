#include <gtest/gtest.h>

#include "infer/testing/expect_plain.h"
#include "infer/testing/graph_sketch.h"

namespace nunchi::infer {
namespace {

using namespace testing;
using ::testing::Values;

json window(Slide down, Slide across) {
  const auto i = [](std::size_t value) { return static_cast<std::int64_t>(value); };
  return {{"strides", wholes({1, i(down.stride), i(across.stride), 1})},
          {"dilations", wholes({1, i(down.dilation), i(across.dilation), 1})},
          {"padding", text(down.same ? "SAME" : "VALID")},
          {"data_format", text("NHWC")}};
}

struct Case {
  Slide down, across;
  Plain picture;
};

// All windows, strides and ways to pad; across the window is another than down, so that rows and
// columns cannot be mixed up.
std::vector<Case> cases(std::size_t dilation) {
  std::vector<Case> all;
  for (const std::size_t size : {1U, 3U, 4U}) {
    for (const std::size_t stride : {1U, 2U, 3U}) {
      if (dilation > 1 && (stride > 1 || size == 1)) continue;
      for (const bool same : {false, true}) {
        for (const std::size_t rows : {12U, 13U}) {
          all.push_back({{size, stride, dilation, same},
                         {std::max<std::size_t>(size, 2) - 1, stride, dilation, same},
                         random_picture(rows, 11, 3, 5)});
        }
      }
    }
  }
  return all;
}

std::string name_of(const Case& tried) {
  return std::to_string(tried.down.window) + " rows, step " + std::to_string(tried.down.stride) +
         (tried.down.same ? ", same" : ", valid") + ", of " + std::to_string(tried.picture.rows);
}

TEST(Convolution, IsThatOfThePlainLoops) {
  for (const std::size_t dilation : {1U, 2U, 3U}) {
    for (const Case& tried : cases(dilation)) {
      SCOPED_TRACE(name_of(tried));
      const auto& [down, across, in] = tried;
      const auto dense = random_values(down.window * across.window * 3 * 4, 6);
      const auto single = random_values(down.window * across.window * 3, 7);
      const auto twofold = random_values(down.window * across.window * 3 * 2, 8);
      GraphSketch sketch(shape_of(in));
      sketch.constant("dense", {down.window, across.window, 3, 4}, dense)
          .constant("single", {down.window, across.window, 3, 1}, single)
          .constant("twofold", {down.window, across.window, 3, 2}, twofold)
          .node("a", "Conv2D", {"in", "dense"}, window(down, across))
          .node("b", "DepthwiseConv2dNative", {"in", "single"}, window(down, across))
          .node("c", "DepthwiseConv2dNative", {"in", "twofold"}, window(down, across));
      const auto outputs = sketch.run(in.values, {"a", "b", "c"});
      expect_plain(outputs[0], convolve(in, dense, 4, down, across));
      expect_plain(outputs[1], convolve_each(in, single, 1, down, across));
      expect_plain(outputs[2], convolve_each(in, twofold, 2, down, across));
    }
  }
}

TEST(Pooling, IsThatOfThePlainLoops) {
  for (const Case& tried : cases(1)) {
    SCOPED_TRACE(name_of(tried));
    const auto& [down, across, in] = tried;
    json attributes = window(down, across);
    attributes["ksize"] = wholes(
        {1, static_cast<std::int64_t>(down.window), static_cast<std::int64_t>(across.window), 1});
    GraphSketch sketch(shape_of(in));
    sketch.node("largest", "MaxPool", {"in"}, attributes)
        .node("mean", "AvgPool", {"in"}, attributes);
    const auto outputs = sketch.run(in.values, {"largest", "mean"});
    expect_plain(outputs[0], pooled(in, down, across, true));
    expect_plain(outputs[1], pooled(in, down, across, false));
  }
}

// What a convolution adds up from a place, its reverse adds to that place.
Plain convolved_back(const Plain& in, const std::vector<float>& filter, const Plain& size,
                     Slide down, Slide across) {
  Plain out = blank(size.rows, size.columns, size.channels);
  slide(size, down, across, [&](auto y, auto x, auto i, auto j, auto to_y, auto to_x) {
    for (std::size_t o = 0; o < out.channels; ++o) {
      for (std::size_t c = 0; c < in.channels; ++c) {
        const std::size_t tap = ((i * across.window + j) * out.channels + o) * in.channels + c;
        out.at(to_y, to_x, o) += in.at(y, x, c) * filter[tap];
      }
    }
  });
  return out;
}

TEST(TransposedConvolution, IsTheConvolutionTurnedRound) {
  for (const Case& tried : cases(1)) {
    SCOPED_TRACE(name_of(tried));
    const auto& [down, across, size] = tried;
    const Plain in = random_picture(down.results(size.rows), across.results(size.columns), 4, 8);
    const auto filter = random_values(down.window * across.window * 3 * 4, 9);
    GraphSketch sketch(shape_of(in));
    sketch.list("size", shape_of(size))
        .constant("filter", {down.window, across.window, 3, 4}, filter)
        .node("out", "Conv2DBackpropInput", {"size", "filter", "in"}, window(down, across));
    expect_plain(sketch.run(in.values)[0], convolved_back(in, filter, size, down, across));
  }
}

TEST(TransposedConvolution, RefusesASizeThatItsPictureCannotHaveComeFrom) {
  for (const std::vector<int>& size :
       {std::vector{1, 9, 4, 1}, {1, 5, 4, 1}, {1, 0, 4, 1}, {1, 4}}) {
    GraphSketch sketch({1, 4, 2, 1});
    sketch.list("size", size)
        .constant("filter", {2, 2, 1, 1}, {1, 1, 1, 1})
        .node("out", "Conv2DBackpropInput", {"size", "filter", "in"},
              {{"strides", wholes({1, 2, 2, 1})}, {"padding", text("SAME")}});
    const auto model = sketch.build();
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().code, ErrorCode::corrupt_data) << model.error().message;
  }
}

TEST(Convolution, OfGroupsIsThatOfThePlainLoops) {
  const Plain in = random_picture(5, 6, 4, 1);
  const auto filter = random_values(3 * 3 * 2 * 6, 2);
  const Slide slide{3};
  GraphSketch sketch(shape_of(in));
  sketch.constant("filter", {3, 3, 2, 6}, filter)
      .node("out", "Conv2D", {"in", "filter"}, window(slide, slide));
  expect_plain(sketch.run(in.values)[0], convolve(in, filter, 6, slide, slide, 2));
}

TEST(Convolution, TakesExplicitPaddings) {
  const Plain in = random_picture(5, 6, 2, 1);
  const auto filter = random_values(3 * 3 * 2 * 2, 2);
  Plain padded = blank(5 + 2, 6 + 1, 2);
  for (std::size_t y = 0; y < 5; ++y) {
    for (std::size_t x = 0; x < 6; ++x) {
      for (std::size_t c = 0; c < 2; ++c) padded.at(y + 2, x + 1, c) = in.at(y, x, c);
    }
  }
  const Slide slide{.window = 3, .same = false};
  json attributes = window(slide, slide);
  attributes["padding"] = text("EXPLICIT");
  attributes["explicit_paddings"] = wholes({0, 0, 2, 0, 1, 0, 0, 0});
  GraphSketch sketch(shape_of(in));
  sketch.constant("filter", {3, 3, 2, 2}, filter)
      .node("out", "Conv2D", {"in", "filter"}, attributes);
  expect_plain(sketch.run(in.values)[0], convolve(padded, filter, 2, slide, slide));
}

struct Fused {
  std::string name;
  std::function<float(float)> function;
};

class FusedTest : public ::testing::TestWithParam<Fused> {};

TEST_P(FusedTest, ActivationComesAfterTheBias) {
  const Plain in = random_picture(4, 5, 3, 1);
  const auto filter = random_values(3 * 4, 2, 4), bias = random_values(4, 3, 4);
  const Slide slide{1};
  json attributes = window(slide, slide);
  attributes["fused_ops"] = texts({"BiasAdd", GetParam().name});
  attributes["leakyrelu_alpha"] = real(0.25);
  GraphSketch sketch(shape_of(in));
  sketch.constant("filter", {1, 1, 3, 4}, filter)
      .constant("bias", {4}, bias)
      .node("out", "_FusedConv2D", {"in", "filter", "bias"}, attributes);
  const Plain sums = sum(convolve(in, filter, 4, slide, slide), channel_values(bias));
  expect_plain(sketch.run(in.values)[0], each(sums, GetParam().function));
}

INSTANTIATE_TEST_SUITE_P(All, FusedTest,
                         Values(Fused{"Relu", relu}, Fused{"Relu6", relu6},
                                Fused{"Elu", [](float x) { return x < 0 ? std::exp(x) - 1 : x; }},
                                Fused{"LeakyRelu", [](float x) { return x < 0 ? 0.25F * x : x; }},
                                Fused{"Sigmoid", [](float x) { return 1 / (1 + std::exp(-x)); }}),
                         [](const auto& fused) { return fused.param.name; });

TEST(FusedConvolution, HasASlopeOfItsOwnForEachChannel) {
  const Plain in = random_picture(4, 5, 3, 1);
  const auto filter = random_values(3 * 3 * 3, 2), bias = random_values(3, 3);
  const auto slopes = random_values(3, 4);
  const Slide slide{3};
  json attributes = window(slide, slide);
  attributes["fused_ops"] = texts({"BiasAdd", "Prelu"});
  GraphSketch sketch(shape_of(in));
  sketch.constant("filter", {3, 3, 3, 1}, filter)
      .constant("bias", {3}, bias)
      .constant("slopes", {1, 1, 3}, slopes)
      .node("out", "FusedDepthwiseConv2dNative", {"in", "filter", "bias", "slopes"}, attributes);
  Plain wanted = sum(convolve_each(in, filter, 1, slide, slide), channel_values(bias));
  wanted = with(wanted, channel_values(slopes),
                [](float x, float slope) { return x < 0 ? slope * x : x; });
  expect_plain(sketch.run(in.values)[0], wanted);
}

TEST(FusedConvolution, NamesAnActivationThatIsNotKnown) {
  GraphSketch sketch({1, 4, 4, 1});
  sketch.constant("filter", {1, 1, 1, 1}, {1})
      .node("out", "_FusedConv2D", {"in", "filter"},
            {{"strides", wholes({1, 1, 1, 1})},
             {"padding", text("SAME")},
             {"fused_ops", texts({"Wobble"})}});
  const auto model = sketch.build();
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error(),
            (Error{ErrorCode::unsupported, "node out (_FusedConv2D): a fused Wobble"}));
}

TEST(Convolution, RefusesWhatItsPictureCannotHave) {
  const std::vector<std::pair<std::vector<std::size_t>, json>> impossible{
      {{3, 3, 2, 1}, wholes({1, 1, 1, 1})},  // 3 channels do not come in pairs
      {{3, 3, 3}, wholes({1, 1, 1, 1})},     // no channels out
      {{3, 3, 0, 1}, wholes({1, 1, 1, 1})},  // no channels in
      {{3, 3, 3, 1}, wholes({1, 0, 1, 1})},  // a stride of nothing
      {{9, 9, 3, 1}, wholes({1, 1, 1, 1})},  // a window larger than the picture
      {{3, 3, 3, 1}, wholes({1, INT64_MAX, 1, 1})}};
  for (const auto& [shape, strides] : impossible) {
    std::size_t count = 1;
    for (const std::size_t extent : shape) count *= extent;
    GraphSketch sketch({1, 5, 5, 3});
    sketch.constant("filter", shape, std::vector<float>(count))
        .node("out", "Conv2D", {"in", "filter"},
              {{"strides", strides}, {"padding", text("VALID")}});
    const auto model = sketch.build();
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().code, ErrorCode::corrupt_data) << model.error().message;
  }
}

TEST(BatchNorm, ScalesAndShiftsEachChannel) {
  const Plain in = random_picture(3, 4, 2, 1);
  GraphSketch sketch(shape_of(in));
  sketch.constant("gain", {2}, {2, 0.5F})
      .constant("bias", {2}, {1, -1})
      .constant("mean", {2}, {0.25F, -0.5F})
      .constant("variance", {2}, {4, 0.25F})
      .node("out", "FusedBatchNormV3", {"in", "gain", "bias", "mean", "variance"},
            {{"epsilon", real(0.001)}, {"is_training", flag(false)}});
  const Plain centred = sum(in, channel_values({-0.25F, 0.5F}));
  const Plain scaled =
      product(centred, channel_values({2 / std::sqrt(4.001F), 0.5F / std::sqrt(0.251F)}));
  expect_plain(sketch.run(in.values)[0], sum(scaled, channel_values({1, -1})));
}

TEST(MatrixProduct, IsFusedWithItsBiasAndActivation) {
  GraphSketch sketch({2, 3});
  sketch.constant("matrix", {3, 2}, {1, -1, 2, 0, 3, 1})
      .constant("bias", {2}, {-10, 1})
      .node("out", "_FusedMatMul", {"in", "matrix", "bias"},
            {{"fused_ops", texts({"BiasAdd", "Relu"})}});
  expect_values(sketch.run({1, 2, 3, -1, 0, 1})[0], {2, 2}, {4, 3, 0, 3});
}

TEST(MatrixProduct, TurnsItsSecondMatrixWhereAsked) {
  GraphSketch sketch({1, 3});
  sketch.constant("matrix", {2, 3}, {1, 2, 3, -1, 0, 1})
      .node("out", "MatMul", {"in", "matrix"}, {{"transpose_b", flag(true)}});
  expect_values(sketch.run({1, 1, 2})[0], {1, 2}, {9, 1});
}

}  // namespace
}  // namespace nunchi::infer
