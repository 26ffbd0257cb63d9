#include "models/add.h"

#include <gtest/gtest.h>

#include "models/locate.h"
#include "models/made_networks.h"
#include "models/made_onnx.h"
#include "models/standing.h"

namespace nunchi::models {
namespace {

using made::Machine;

constexpr std::string_view kSaid = R"({"task":"classes","reader":"classifier","version":"7",
"labels":["cat","dog"],"feed":{"order":"rgb","mean":[0,0,0],"scale":[255,255,255],"fit":"crop"}})";

Catalogue list(const Machine& machine) {
  auto catalogue = Catalogue::load(machine.places.home);
  if (!catalogue) throw std::logic_error(catalogue.error().message);
  return *std::move(catalogue);
}

Result<Network> add_file(const Machine& machine, std::string_view name = "pets.onnx") {
  return add(list(machine), machine.places, {.file = machine / name}, {});
}

TEST(Add, TakesWhatIsSaidInTheMetadata) {
  const Machine machine;
  made::write(machine / "pets.onnx", made::onnx({1, 3, 24, 32}, {{"nunchi", std::string(kSaid)}}));
  const auto added = add_file(machine);
  ASSERT_TRUE(added) << added.error().message;
  EXPECT_EQ(added->name, "pets");
  EXPECT_EQ(added->feed.width, 32);
  EXPECT_EQ(added->feed.height, 24);
  EXPECT_EQ(added->feed.layout, infer::Feed::Layout::nchw);
  EXPECT_EQ(added->outputs, std::vector<std::string>{"out"});
  EXPECT_EQ(added->own_labels, (std::vector<std::string>{"cat", "dog"}));
  EXPECT_EQ(added->space(), "pets@7");
}

TEST(Add, MakesItTheFirstToAnswer) {
  const Machine machine;
  made::write(machine / "pets.onnx", made::onnx({1, 3, 24, 32}));
  made::write(machine / "pets.json", kSaid);
  ASSERT_TRUE(add_file(machine));
  const Catalogue all = list(machine);
  EXPECT_TRUE(all.warnings().empty());
  const auto& home = machine.places.home;
  EXPECT_EQ(standing_of(home, *all.find("pets"), Look::hashes).state, Standing::State::present);
  const auto located = locate(all, home, "classes", Set::all, Effort::balanced);
  ASSERT_TRUE(located);
  EXPECT_EQ(located->file, home / "added/pets/network.onnx");
  EXPECT_EQ(made::read(located->file), made::read(machine / "pets.onnx"));
  EXPECT_FALSE(locate(all, home, "classes", Set::registry, Effort::balanced));
}

TEST(Add, ReplacesWhatWasAddedUnderTheName) {
  const Machine machine;
  for (const std::uint64_t side : {16, 24}) {
    made::write(machine / "pets.onnx", made::onnx({1, 3, side, side}));
    made::write(machine / "pets.json", kSaid);
    ASSERT_TRUE(add_file(machine));
  }
  EXPECT_EQ(list(machine).find("pets")->feed.width, 24);
}

TEST(Add, GivesAVersionOfTheContentWhereNoneIsSaid) {
  const Machine machine;
  std::string said(kSaid);
  said.replace(said.find(R"("version":"7",)"), 14, "");
  made::write(machine / "pets.json", said);
  made::write(machine / "pets.onnx", made::onnx({1, 3, 24, 32}));
  const auto added = add_file(machine);
  ASSERT_TRUE(added) << added.error().message;
  EXPECT_EQ(added->version, sha256_of(made::read(machine / "pets.onnx")).substr(0, 8));
}

std::string complaint(std::string_view said, const std::string& model, std::string_view name) {
  const Machine machine;
  made::write(machine / fmt::format("{}.onnx", name), model);
  if (!said.empty()) made::write(machine / fmt::format("{}.json", name), said);
  const auto added = add_file(machine, fmt::format("{}.onnx", name));
  EXPECT_FALSE(std::filesystem::exists(machine.places.home / "added" / name));
  return added ? "" : added.error().message;
}

TEST(Add, AsksForAllThatIsMissingAtOnce) {
  const std::string message = complaint("", made::onnx({1, 3, 0, 0}), "pets");
  for (const std::string_view field :
       {"task is missing", "classes, objects", "reader is missing", "blazeface, centernet",
        "feed.width is missing", "feed.height is missing", "feed.order is missing",
        "feed.mean is missing", "feed.scale is missing", "feed.fit is missing"}) {
    EXPECT_NE(message.find(field), std::string::npos) << field << " in " << message;
  }
  EXPECT_EQ(message.find("feed.layout"), std::string::npos);
}

TEST(Add, AsksForLabelsWhereTheReaderNeedsThem) {
  std::string said(kSaid);
  said.replace(said.find(R"("labels":["cat","dog"],)"), 23, "");
  EXPECT_NE(complaint(said, made::onnx({1, 3, 8, 8}), "pets").find("labels is missing"),
            std::string::npos);
}

TEST(Add, SaysWhatContradicts) {
  std::string said(kSaid);
  said.replace(said.find(R"("feed":{)"), 8, R"("feed":{"width":64,"layout":"nhwc",)");
  const std::string message = complaint(said, made::onnx({1, 3, 8, 8}), "pets");
  EXPECT_NE(message.find("feed.width is 64, but its input has 8"), std::string::npos) << message;
  EXPECT_NE(message.find("feed.layout contradicts its input"), std::string::npos) << message;
}

TEST(Add, RefusesWhatItCannotUse) {
  const std::string good = made::onnx({1, 3, 8, 8});
  EXPECT_NE(complaint(kSaid, good, "centernet").find("that of a built-in network"),
            std::string::npos);
  EXPECT_NE(complaint(kSaid, good, "My Pets").find("no name for a network"), std::string::npos);
  EXPECT_NE(complaint("{", good, "pets").find("pets.json: parse error"), std::string::npos);
  EXPECT_NE(complaint(kSaid, "no model", "pets").find("not an ONNX model"), std::string::npos);
  std::string unknown(kSaid);
  unknown.replace(unknown.find("\"classifier\""), 12, "\"tea-leaves\"");
  EXPECT_NE(complaint(unknown, good, "pets").find("reader tea-leaves is not known"),
            std::string::npos);
}

TEST(Add, RefusesWhatCannotBeRun) {
  // Well formed, but of an operation that there is not.
  std::string model = made::onnx({1, 3, 8, 8});
  model.replace(model.find("Relu"), 4, "Nope");
  EXPECT_NE(complaint(kSaid, model, "pets"), "");
}

TEST(Add, RefusesOtherFilesThanOnnx) {
  const Machine machine;
  made::write(machine / "pets.tflite", "x");
  EXPECT_EQ(add_file(machine, "pets.tflite").error().code, ErrorCode::unsupported);
  EXPECT_EQ(add_file(machine, "none.onnx").error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace nunchi::models
