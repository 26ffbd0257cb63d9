// The networks that are on this machine, against their entries: names of outputs and ways of
// feeding are easily mistyped, and only running them tells.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "infer/network.h"
#include "models/catalogue.h"
#include "models/standing.h"

namespace nunchi::models {
namespace {

class PresentNetwork : public testing::TestWithParam<std::string> {};

std::vector<std::string> names() {
  const auto catalogue = Catalogue::load({});
  std::vector<std::string> names;
  if (!catalogue) return names;
  for (const Network& network : catalogue->networks()) names.push_back(network.name);
  return names;
}

TEST_P(PresentNetwork, RunsAsItsEntrySays) {
  const std::filesystem::path home = default_home();
  const auto catalogue = Catalogue::load(home);
  ASSERT_TRUE(catalogue);
  const Network* network = catalogue->find(GetParam());
  ASSERT_NE(network, nullptr);
  if (standing_of(home, *network, Look::sizes).state != Standing::State::present) {
    GTEST_SKIP() << GetParam() << " is not on this machine";
  }
  const auto opened = infer::Network::open(folder_of(home, *network) / network->file, network->feed,
                                           {.streams = 1, .outputs = network->outputs});
  ASSERT_TRUE(opened) << opened.error().message;
  Image grey = black_image(network->feed.width, network->feed.height);
  std::fill(grey.rgb.begin(), grey.rgb.end(), std::uint8_t{128});
  const auto outputs = opened->run(grey);
  ASSERT_TRUE(outputs) << outputs.error().message;
  EXPECT_EQ(outputs->size(), network->outputs.size());
  for (const infer::Tensor& output : *outputs) {
    RecordProperty("shape", fmt::format("{}", fmt::join(output.shape, "x")));
    EXPECT_FALSE(output.values.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(OfTheList, PresentNetwork, testing::ValuesIn(names()),
                         [](const testing::TestParamInfo<std::string>& tested) {
                           std::string name = tested.param;
                           std::replace_if(
                               name.begin(), name.end(),
                               [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); },
                               '_');
                           return name;
                         });

}  // namespace
}  // namespace nunchi::models
