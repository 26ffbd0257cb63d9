#include "models/locate.h"

#include <gtest/gtest.h>

#include "models/made_networks.h"
#include "models/manifest.h"
#include "models/network_entry.h"
#include "models/standing.h"

namespace nunchi::models {
namespace {

constexpr std::string_view kContent = "content";

std::string by_url(std::string_view content = kContent) {
  return fmt::format(R"({{"files":[{}]}})",
                     made::pin("x.onnx", "url", "https://example.org/x", content));
}

std::string by_package() {
  return fmt::format(
      R"({{"pypi":"p","version":"1","archive":"p.whl","sha256":"{}","bytes":9,"files":[{}]}})",
      sha256_of("archive"), made::pin("x.onnx", "member", "x.onnx", kContent));
}

// Puts a network in place as pull would.
void install(const std::filesystem::path& home, const Network& network) {
  made::write(home / network.name / network.file, kContent);
  ASSERT_TRUE(write_manifest(home / network.name, network));
}

Catalogue detectors() {
  return made::catalogue(
      {{.name = "plain", .source = by_package(), .file = "x.onnx", .rank = 10},
       {.name = "better", .source = by_url(), .file = "x.onnx", .set = "url", .rank = 30},
       {.name = "quick",
        .source = by_package(),
        .file = "x.onnx",
        .rank = 20,
        .more = R"("effort":"fast",)"},
       {.name = "unread",
        .source = by_url(),
        .file = "x.onnx",
        .set = "url",
        .reader = "",
        .rank = 99}});
}

TEST(Locate, NamesAllThatArePresentTheBestFirst) {
  const made::Machine machine;
  const Catalogue catalogue = detectors();
  const auto& home = machine.places.home;
  EXPECT_TRUE(locate_all(catalogue, home, "objects", Set::all, Effort::balanced).empty());
  install(home, *catalogue.find("plain"));
  install(home, *catalogue.find("better"));
  const auto all = locate_all(catalogue, home, "objects", Set::all, Effort::balanced);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].network.name, "better");
  EXPECT_EQ(all[1].file, home / "plain/x.onnx");
  EXPECT_EQ(locate_all(catalogue, home, "objects", Set::registry, Effort::balanced).size(), 1U);
}

TEST(Locate, TakesTheBestThatIsPresent) {
  const made::Machine machine;
  const Catalogue catalogue = detectors();
  install(machine.places.home, *catalogue.find("plain"));
  install(machine.places.home, *catalogue.find("quick"));
  const auto& home = machine.places.home;
  EXPECT_EQ(locate(catalogue, home, "objects", Set::all, Effort::balanced)->network.name, "plain");
  EXPECT_EQ(locate(catalogue, home, "objects", Set::all, Effort::fast)->network.name, "quick");
  install(home, *catalogue.find("better"));
  const auto better = locate(catalogue, home, "objects", Set::all, Effort::fast);
  EXPECT_EQ(better->network.name, "better");
  EXPECT_EQ(better->file, home / "better/x.onnx");
  EXPECT_EQ(locate(catalogue, home, "objects", Set::registry, Effort::best)->network.name, "plain");
}

TEST(Locate, PassesOverWhatNothingReads) {
  const made::Machine machine;
  const Catalogue catalogue = detectors();
  install(machine.places.home, *catalogue.find("unread"));
  EXPECT_FALSE(locate(catalogue, machine.places.home, "objects", Set::all, Effort::best));
}

TEST(Locate, SaysWhichCommandToRun) {
  const made::Machine machine;
  const Catalogue catalogue = detectors();
  const auto& home = machine.places.home;
  const auto first = locate(catalogue, home, "objects", Set::all, Effort::best);
  ASSERT_FALSE(first);
  EXPECT_EQ(first.error().code, ErrorCode::not_found);
  EXPECT_EQ(first.error().message,
            fmt::format("no networks in {0}; run: nunchi models pull --set registry --models {0}",
                        home.string()));
  std::filesystem::create_directories(home);
  EXPECT_EQ(locate(catalogue, home, "objects", Set::all, Effort::best).error().message,
            fmt::format("no network for objects in {0}; run: nunchi models pull plain --models {0}",
                        home.string()));
  EXPECT_EQ(locate(catalogue, home, "smells", Set::all, Effort::best).error().message,
            "no network for smells is known in the set all at effort best");
}

TEST(Locate, FindsOneByItsName) {
  const made::Machine machine;
  const Catalogue catalogue = detectors();
  const auto& home = machine.places.home;
  EXPECT_EQ(
      locate_named(catalogue, home, "plain").error().message,
      fmt::format("network plain is absent in {0}; run: nunchi models pull plain --models {0}",
                  home.string()));
  install(home, *catalogue.find("plain"));
  EXPECT_EQ(locate_named(catalogue, home, "plain")->file, home / "plain/x.onnx");
  EXPECT_EQ(locate_named(catalogue, home, "plan").error().message,
            "no network is named plan; nunchi models list shows them");
}

Standing::State state(const made::Machine& machine, const Network& network, Look look) {
  return standing_of(machine.places.home, network, look).state;
}

TEST(Standing, TellsPresentAbsentAndDamaged) {
  const made::Machine machine;
  const Catalogue catalogue = detectors();
  const Network& network = *catalogue.find("plain");
  EXPECT_EQ(state(machine, network, Look::sizes), Standing::State::absent);
  install(machine.places.home, network);
  EXPECT_EQ(state(machine, network, Look::hashes), Standing::State::present);
  EXPECT_EQ(standing_of(machine.places.home, network, Look::sizes).bytes, kContent.size());

  made::write(machine.places.home / "plain/x.onnx", "CONTENT");
  EXPECT_EQ(state(machine, network, Look::sizes), Standing::State::present);
  EXPECT_EQ(state(machine, network, Look::hashes), Standing::State::damaged);
  made::write(machine.places.home / "plain/x.onnx", "short");
  EXPECT_EQ(standing_of(machine.places.home, network, Look::sizes).why,
            "x.onnx has 5 bytes instead of 7");
  std::filesystem::remove(machine.places.home / "plain/x.onnx");
  EXPECT_EQ(state(machine, network, Look::sizes), Standing::State::damaged);
}

TEST(Standing, IsNotFooledByAManifestThatFitsAnotherFile) {
  const made::Machine machine;
  const Catalogue catalogue = detectors();
  const Network& network = *catalogue.find("plain");
  made::write(machine.places.home / "plain/x.onnx", "another");
  ASSERT_TRUE(write_manifest(machine.places.home / "plain", network));
  EXPECT_EQ(standing_of(machine.places.home, network, Look::sizes).why,
            "x.onnx is not what was pinned");
}

TEST(Standing, IsOutdatedWhereTheListHasChanged) {
  const made::Machine machine;
  const Catalogue before = detectors();
  install(machine.places.home, *before.find("better"));
  const Catalogue after = made::catalogue(
      {{.name = "better", .source = by_url("changed"), .file = "x.onnx", .set = "url"}});
  EXPECT_EQ(state(machine, *after.find("better"), Look::sizes), Standing::State::outdated);
}

TEST(Manifest, ThatIsDamagedMakesTheNetworkDamaged) {
  const made::Machine machine;
  const Catalogue catalogue = detectors();
  const Network& network = *catalogue.find("plain");
  install(machine.places.home, network);
  const std::filesystem::path file = machine.places.home / "plain/manifest.json";
  const std::string whole = made::read(file);
  for (std::size_t cut = 0; cut + 2 < whole.size(); ++cut) {
    made::write(file, whole.substr(0, cut));
    EXPECT_EQ(state(machine, network, Look::sizes), Standing::State::damaged) << cut;
  }
  std::string escaping = whole;
  escaping.replace(escaping.find("x.onnx"), 6, "../../x");
  made::write(file, escaping);
  EXPECT_EQ(state(machine, network, Look::sizes), Standing::State::damaged);
}

}  // namespace
}  // namespace nunchi::models
