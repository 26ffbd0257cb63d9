#include "infer/network.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <numeric>
#include <openvino/openvino.hpp>
#include <openvino/opsets/opset10.hpp>
#include <thread>

namespace nunchi::infer {
namespace {

namespace op = ov::opset10;

class NetworkTest : public testing::Test {
 protected:
  NetworkTest() {
    std::string name = (std::filesystem::temp_directory_path() / "nunchi-network-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~NetworkTest() override { std::filesystem::remove_all(folder_); }

  // A network of two outputs: its input as it came ("same"), and the sum of each channel ("sums").
  std::filesystem::path save_network(const ov::PartialShape& input) {
    auto picture = std::make_shared<op::Parameter>(ov::element::f32, input);
    auto axes = op::Constant::create(ov::element::i64, {2}, {2, 3});
    auto sums = std::make_shared<op::ReduceSum>(picture, axes, false);
    auto one = op::Constant::create(ov::element::f32, {}, {1});
    auto same = std::make_shared<op::Multiply>(picture, one);
    sums->output(0).set_names({"sums"});
    same->output(0).set_names({"same"});
    const auto model =
        std::make_shared<ov::Model>(ov::OutputVector{same, sums}, ov::ParameterVector{picture});
    ov::save_model(model, (folder_ / "net.xml").string(), false);
    return folder_ / "net.xml";
  }

  std::filesystem::path folder_;
};

Image two_by_one() { return {2, 1, {10, 20, 30, 40, 50, 60}}; }

TEST_F(NetworkTest, FeedsThePictureInTheOrderAndScaleThatItsFeedNames) {
  const Feed feed{.width = 2, .height = 1, .bgr = true, .mean = {30, 20, 10}, .scale = {2, 1, 1}};
  auto network = Network::open(save_network({1, 3, 1, 2}), feed, {.outputs = {"same"}});
  ASSERT_TRUE(network) << network.error().message;
  auto outputs = network->run(two_by_one());
  ASSERT_TRUE(outputs) << outputs.error().message;
  ASSERT_EQ(outputs->size(), 1U);
  EXPECT_EQ(outputs->front().shape, (std::vector<std::size_t>{1, 3, 1, 2}));
  EXPECT_EQ(outputs->front().values, (std::vector<float>{0, 15, 0, 30, 0, 30}));
}

TEST_F(NetworkTest, GivesTheOutputsInTheOrderAskedFor) {
  auto network = Network::open(save_network({1, 3, 1, 2}), {.width = 2, .height = 1},
                               {.outputs = {"sums", "same"}});
  ASSERT_TRUE(network) << network.error().message;
  auto outputs = network->run(two_by_one());
  ASSERT_TRUE(outputs);
  EXPECT_EQ(outputs->at(0).values, (std::vector<float>{50, 70, 90}));
}

TEST_F(NetworkTest, TakesTheFeedsSizeWhereTheNetworkLeavesItOpen) {
  auto network = Network::open(save_network({-1, 3, -1, -1}), {.width = 2, .height = 1},
                               {.outputs = {"sums"}});
  ASSERT_TRUE(network) << network.error().message;
  EXPECT_EQ(network->run(two_by_one())->front().values, (std::vector<float>{50, 70, 90}));
}

TEST_F(NetworkTest, AnswersManyThreadsAtOnceEachWithItsOwnPicture) {
  auto network = Network::open(save_network({1, 3, 1, 2}), {.width = 2, .height = 1},
                               {.streams = 2, .outputs = {"sums"}});
  ASSERT_TRUE(network);
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    for (std::uint8_t t = 0; t < 6; ++t) {
      threads.emplace_back([&, t] {
        const Image picture{2, 1, {t, 0, 0, t, 0, 0}};
        for (int i = 0; i < 50; ++i) right += network->run(picture)->front().values[0] == 2.0F * t;
      });
    }
  }
  EXPECT_EQ(right, 6 * 50);
}

TEST_F(NetworkTest, AnswersLaterWhatWasStartedEarlier) {
  auto network = Network::open(save_network({1, 3, 1, 2}), {.width = 2, .height = 1},
                               {.streams = 2, .outputs = {"sums"}});
  ASSERT_TRUE(network);
  auto first = network->start(two_by_one());
  auto second = network->start({2, 1, {1, 1, 1, 1, 1, 1}});
  ASSERT_TRUE(first && second);
  { const Pending forgotten = std::move(*first); }
  EXPECT_EQ(std::move(*second).finish()->front().values, (std::vector<float>{2, 2, 2}));
}

TEST_F(NetworkTest, RefusesAPictureOfAnotherSize) {
  auto network = Network::open(save_network({1, 3, 1, 2}), {.width = 2, .height = 1}, {});
  ASSERT_TRUE(network);
  EXPECT_EQ(network->run(black_image(3, 1)).error().code, ErrorCode::invalid_argument);
}

TEST_F(NetworkTest, NamesTheFileThatIsMissingDamagedOrOfAnotherShape) {
  const Feed feed{.width = 2, .height = 1};
  EXPECT_EQ(Network::open(folder_ / "none.xml", feed, {}).error().code, ErrorCode::not_found);
  std::ofstream(folder_ / "bad.onnx") << "not a network";
  EXPECT_EQ(Network::open(folder_ / "bad.onnx", feed, {}).error().code, ErrorCode::corrupt_data);
  auto other = Network::open(save_network({1, 3, 8, 8}), feed, {});
  EXPECT_EQ(other.error().code, ErrorCode::unsupported);
  EXPECT_NE(other.error().message.find("net.xml"), std::string::npos) << other.error().message;
}

TEST_F(NetworkTest, OpensASecondTimeFromItsCache) {
  const auto file = save_network({1, 3, 1, 2});
  const Settings settings{.cache = folder_ / "cache", .outputs = {"sums"}};
  ASSERT_TRUE(Network::open(file, {.width = 2, .height = 1}, settings));
  EXPECT_FALSE(std::filesystem::is_empty(folder_ / "cache"));
  auto again = Network::open(file, {.width = 2, .height = 1}, settings);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->run(two_by_one())->front().values, (std::vector<float>{50, 70, 90}));
}

}  // namespace
}  // namespace nunchi::infer
