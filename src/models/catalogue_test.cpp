#include "models/catalogue.h"

#include <gtest/gtest.h>

#include <set>

#include "models/made_networks.h"
#include "models/network_entry.h"

namespace nunchi::models {
namespace {

using made::Folder;

Catalogue built_in() {
  const Folder empty;
  auto catalogue = Catalogue::load(empty.path());
  if (!catalogue) throw std::logic_error(catalogue.error().message);
  return *std::move(catalogue);
}

TEST(BuiltInList, IsReadWithoutWarnings) {
  const Catalogue catalogue = built_in();
  EXPECT_GE(catalogue.networks().size(), 15U);
  EXPECT_TRUE(catalogue.warnings().empty());
}

TEST(BuiltInList, AnswersEveryTaskOfAPhotoFromRegistriesAlone) {
  std::set<std::string> tasks;
  const Catalogue catalogue = built_in();
  for (const Network& network : catalogue.networks()) {
    if (!network.by_url && !network.reader.empty()) tasks.insert(network.task);
  }
  EXPECT_EQ(tasks, (std::set<std::string>{"classes", "face-boxes", "face-boxes-near",
                                          "face-identity", "objects"}));
}

TEST(BuiltInList, PinsEveryFileAndNamesEveryLicence) {
  const Catalogue catalogue = built_in();
  for (const Network& network : catalogue.networks()) {
    EXPECT_FALSE(network.source.files.empty()) << network.name;
    EXPECT_FALSE(network.licence.empty()) << network.name;
    EXPECT_FALSE(network.trained_on.empty()) << network.name;
    EXPECT_FALSE(network.quality.empty()) << network.name;
    EXPECT_GT(network.feed.width, 0) << network.name;
    EXPECT_FALSE(network.outputs.empty()) << network.name;
    if (network.by_url) {
      // Pinned to a commit, not to a branch that moves.
      for (const PinnedFile& file : network.source.files) {
        EXPECT_NE(file.at.find("/" + network.version), std::string::npos) << file.at;
      }
    }
  }
}

TEST(BuiltInList, SaysWhatFaceIdentityWasTrainedOn) {
  const Catalogue catalogue = built_in();
  const Network* faceres = catalogue.find("faceres");
  ASSERT_NE(faceres, nullptr);
  EXPECT_EQ(faceres->commercial, "unclear");
  EXPECT_NE(faceres->trained_on.find("face research data"), std::string::npos);
  EXPECT_TRUE(faceres->feed.bgr);
  EXPECT_EQ(faceres->space(), "faceres@3.3.6");
}

TEST(Catalogue, KnowsItsNetworksTasksAndReaders) {
  const Catalogue catalogue = built_in();
  EXPECT_EQ(catalogue.find("no such network"), nullptr);
  EXPECT_EQ(catalogue.tasks().front(), "classes");
  const std::vector<std::string> readers = catalogue.readers();
  EXPECT_TRUE(std::is_sorted(readers.begin(), readers.end()));
  EXPECT_TRUE(std::count(readers.begin(), readers.end(), "centernet") == 1);
  EXPECT_TRUE(std::count(readers.begin(), readers.end(), "") == 0);
}

// One entry with one text replaced, and what is said about it.
std::string complaint(std::string_view from, std::string_view to) {
  const std::string hash = sha256_of("x");
  std::string text = fmt::format(
      R"({{"networks":[{}]}})",
      made::entry({.name = "made",
                   .source = fmt::format(R"({{"files":[{}]}})",
                                         made::pin("x.onnx", "url", "https://example.org/x", "x")),
                   .file = "x.onnx",
                   .set = "url"}));
  const std::size_t at = text.find(from);
  if (at == std::string::npos) return "the test replaces nothing";
  text.replace(at, from.size(), to);
  const auto parsed = Catalogue::parse(text, "list.json");
  return parsed ? "" : parsed.error().message;
}

TEST(NetworkList, IsAcceptedAsItStands) { EXPECT_EQ(complaint("made", "made"), ""); }

TEST(NetworkList, ComplaintsNameFileEntryAndField) {
  EXPECT_EQ(complaint(R"("width":8)", R"("width":0)"),
            "list.json: network made: feed.width: a whole number from 1 to 8192 is expected");
  EXPECT_EQ(complaint(R"("width":8)", R"("width":"8")"),
            "list.json: network made: feed.width: a whole number from 1 to 8192 is expected");
  EXPECT_EQ(complaint(R"("width":8,)", ""),
            "list.json: network made: feed.width: missing, a whole number from 1 to 8192 is "
            "expected");
  EXPECT_EQ(complaint(R"("commercial":"yes")", R"("commercial":"maybe")"),
            "list.json: network made: commercial: one of \"yes\", \"no\", \"unclear\" is expected");
  EXPECT_EQ(complaint(R"("rank":1)", R"("rank":1,"colour":2)"),
            "list.json: network made: colour: no such field is known");
  EXPECT_EQ(complaint(R"("scale":[1,1,1])", R"("scale":[1,0,1])"),
            "list.json: network made: feed.scale: numbers other than 0 are expected");
  EXPECT_EQ(complaint(R"("mean":[0,0,0])", R"("mean":[0,0])"),
            "list.json: network made: feed.mean: three numbers are expected");
  EXPECT_EQ(complaint(R"("set":"url")", R"("set":"registry")"),
            "list.json: network made: set: says registry, but source does not");
  EXPECT_EQ(complaint(R"("file":"x.onnx")", R"("file":"y.onnx")"),
            "list.json: network made: file: one of source.files is expected");
  EXPECT_EQ(complaint("https://", "http://"),
            "list.json: network made: source.files[0].url: an address that begins with https:// is "
            "expected");
  EXPECT_EQ(complaint(sha256_of("x"), "abc"),
            "list.json: network made: source.files[0].sha256: 64 hexadecimal digits in lower case "
            "are expected");
  EXPECT_EQ(complaint(R"({"name":"x.onnx")", R"({"name":"../x.onnx")"),
            "list.json: network made: source.files[0].name: a plain file name is expected; "
            "list.json: network made: file: one of source.files is expected");
  EXPECT_EQ(complaint(R"("name":"made")", R"("name":"../made")"),
            "list.json: network ../made: name: lower case letters, digits, '-', '.' and '_' are "
            "expected");
}

TEST(NetworkList, SaysWhereItIsNoJson) {
  EXPECT_EQ(complaint(R"("rank":1)", R"("rank":)").substr(0, 31),
            "list.json: parse error at line ");
  EXPECT_EQ(Catalogue::parse("[]", "list.json").error().message,
            "list.json: {\"networks\": [ … ]} is expected");
  EXPECT_EQ(Catalogue::parse(R"({"networks":[3]})", "list.json").error().code,
            ErrorCode::corrupt_data);
}

TEST(NetworkList, RefusesOneNameTwice) {
  const std::string one =
      made::entry({.name = "made",
                   .source = fmt::format(R"({{"files":[{}]}})",
                                         made::pin("x.onnx", "url", "https://example.org/x", "x")),
                   .file = "x.onnx",
                   .set = "url"});
  const auto parsed =
      Catalogue::parse(fmt::format(R"({{"networks":[{},{}]}})", one, one), "list.json");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().message, "list.json: network made: name: named twice");
}

TEST(NetworkList, IsRefusedOrReadHoweverItIsCut) {
  const std::string text = fmt::format(
      R"({{"networks":[{}]}})",
      made::entry({.name = "made",
                   .source = fmt::format(R"({{"files":[{}]}})",
                                         made::pin("x.onnx", "url", "https://example.org/x", "x")),
                   .file = "x.onnx",
                   .set = "url"}));
  for (std::size_t cut = 0; cut < text.size(); ++cut) {
    EXPECT_FALSE(Catalogue::parse(text.substr(0, cut), "list.json")) << cut;
  }
}

TEST(AddedNetworks, AreReadAndDamagedOnesSkippedWithAWarning) {
  const Folder home;
  made::write(home / "added/broken/entry.json", "{");
  made::write(home / "added/centernet/entry.json", "{}");
  made::write(home / "added/.scratch-abc/entry.json", "{}");
  std::filesystem::create_directories(home / "added/empty");
  Network own;
  own.version = "7";
  own.task = "classes";
  own.reader = "classifier";
  own.file = "network.onnx";
  own.feed.width = own.feed.height = 64;
  own.fit = Fit::crop;
  own.effort = Effort::best;
  own.own_labels = {"cat", "dog"};
  own.licence = "mine";
  own.trained_on = "my photos";
  own.commercial = "yes";
  made::write(home / "added/my-pets/entry.json", to_entry(own));
  const auto catalogue = Catalogue::load(home.path());
  ASSERT_TRUE(catalogue);
  EXPECT_EQ(catalogue->warnings().size(), 3U);
  const Network* read = catalogue->find("my-pets");
  ASSERT_NE(read, nullptr);
  EXPECT_TRUE(read->added);
  EXPECT_EQ(read->own_labels, own.own_labels);
  EXPECT_EQ(read->effort, Effort::best);
  EXPECT_EQ(read->fit, Fit::crop);
  EXPECT_EQ(read->feed, own.feed);
  EXPECT_EQ(folder_of(home.path(), *read), home / "added/my-pets");
}

}  // namespace
}  // namespace nunchi::models
