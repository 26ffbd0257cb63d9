#include "models/onnx_summary.h"

#include <gtest/gtest.h>

#include "models/made_onnx.h"

namespace nunchi::models {
namespace {

using made::number;
using made::run;
using made::value_info;

TEST(OnnxSummary, TellsInputsOutputsAndMetadata) {
  const auto summary = read_onnx_summary(made::onnx({1, 3, 0, 32}, {{"nunchi", "{}"}, {"a", "b"}}));
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->inputs, (std::vector<OnnxSummary::Value>{{"in", {1, 3, -1, 32}}}));
  EXPECT_EQ(summary->outputs, (std::vector<OnnxSummary::Value>{{"out", {1, 3, -1, 32}}}));
  EXPECT_EQ(summary->metadata, (std::map<std::string, std::string>{{"nunchi", "{}"}, {"a", "b"}}));
}

TEST(OnnxSummary, LeavesOutInputsThatAreWeights) {
  const std::string graph = run(5, run(8, "w") + run(9, "raw data")) +
                            run(11, value_info("w", {2})) + run(11, value_info("in", {1})) +
                            run(12, value_info("out", {1}));
  const auto summary = read_onnx_summary(run(7, graph));
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->inputs.size(), 1U);
  EXPECT_EQ(summary->inputs[0].name, "in");
}

TEST(OnnxSummary, RefusesWhatIsNoModel) {
  EXPECT_FALSE(read_onnx_summary(""));
  EXPECT_FALSE(read_onnx_summary("\xFF\xFF\xFF\xFF"));
  EXPECT_FALSE(read_onnx_summary("this is a text, not a model"));
  EXPECT_FALSE(read_onnx_summary(number(1, 8)));
  EXPECT_FALSE(read_onnx_summary(run(7, "")));
  // A length far beyond the end.
  EXPECT_FALSE(read_onnx_summary(made::varint((7 << 3) | 2) + made::varint(~std::uint64_t{0})));
  // A number that never ends.
  EXPECT_FALSE(read_onnx_summary(std::string(100, '\xFF')));
}

TEST(OnnxSummary, RefusesShapesWithoutEnd) {
  EXPECT_FALSE(read_onnx_summary(made::onnx(std::vector<std::uint64_t>(1000, 1))));
}

TEST(OnnxSummary, SurvivesEveryCutAndEveryFlippedBit) {
  const std::string whole = made::onnx({1, 3, 32, 32}, {{"key", "value"}});
  for (std::size_t at = 0; at < whole.size(); ++at) {
    (void)read_onnx_summary(whole.substr(0, at));
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string flipped = whole;
      flipped[at] = static_cast<char>(flipped[at] ^ (1U << bit));
      (void)read_onnx_summary(flipped);
    }
  }
}

}  // namespace
}  // namespace nunchi::models
