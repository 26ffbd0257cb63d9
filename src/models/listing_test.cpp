#include "models/listing.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "models/made_networks.h"

namespace nunchi::models {
namespace {

using made::Machine;

Catalogue two() {
  const auto source = [](std::string_view name) {
    return fmt::format(R"({{"files":[{}]}})",
                       made::pin(name, "url", fmt::format("https://example.org/{}", name), name));
  };
  return made::catalogue(
      {{.name = "a", .source = source("a.onnx"), .file = "a.onnx", .set = "url", .rank = 1},
       {.name = "b",
        .source = source("b.onnx"),
        .file = "b.onnx",
        .set = "url",
        .rank = 2,
        .more = R"("effort":"fast",)"}});
}

TEST(Listing, TellsWhatIsThereAndWhoAnswers) {
  Machine machine;
  made::write(machine / "mirror/a.onnx", "a.onnx");
  machine.places.mirror = (machine / "mirror").string();
  (void)pull(two(), machine.places, {}, {});
  std::vector<Listed> listed = list_networks(two(), machine.places.home);
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].standing.state, Standing::State::present);
  EXPECT_EQ(listed[0].answers, (std::vector<Effort>{Effort::fast, Effort::balanced, Effort::best}));
  EXPECT_EQ(listed[1].standing.state, Standing::State::absent);
  EXPECT_TRUE(listed[1].answers.empty());

  made::write(machine / "mirror/b.onnx", "b.onnx");
  (void)pull(two(), machine.places, {}, {});
  listed = list_networks(two(), machine.places.home);
  EXPECT_EQ(listed[0].answers, (std::vector<Effort>{Effort::balanced, Effort::best}));
  EXPECT_EQ(listed[1].answers, std::vector<Effort>{Effort::fast});
  EXPECT_EQ(listed[1].download_bytes, std::string("b.onnx").size());
}

TEST(Listing, IsWholeAsJson) {
  const Machine machine;
  const auto catalogue = Catalogue::load(machine.places.home);
  ASSERT_TRUE(catalogue);
  const auto json = nlohmann::json::parse(
      to_json(list_networks(*catalogue, machine.places.home), machine.places.home));
  EXPECT_EQ(json["home"], machine.places.home.string());
  ASSERT_EQ(json["networks"].size(), catalogue->networks().size());
  for (const auto& entry : json["networks"]) {
    EXPECT_EQ(entry["state"], "absent");
    EXPECT_FALSE(entry.contains("path"));
    EXPECT_GT(entry["download_bytes"], 0);
    EXPECT_FALSE(entry["licence"].get<std::string>().empty());
    EXPECT_FALSE(entry["source"].get<std::string>().empty());
  }
}

}  // namespace
}  // namespace nunchi::models
