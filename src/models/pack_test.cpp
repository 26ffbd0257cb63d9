#include "models/pack.h"

#include <gtest/gtest.h>

#include "models/made_networks.h"
#include "models/manifest.h"
#include "models/network_entry.h"
#include "models/pack_contents.h"
#include "models/standing.h"

namespace nunchi::models {
namespace {

using made::Entry;
using made::Form;
using made::Machine;
using made::outcomes;

const std::string kContent = made::noise(20'000, 1);  // NOLINT(cert-err58-cpp)

Catalogue built_in() {
  return made::catalogue(
      {{.name = "net",
        .source = fmt::format(R"({{"files":[{}]}})",
                              made::pin("net.onnx", "url", "https://example.org/net", kContent)),
        .file = "net.onnx",
        .set = "url"}});
}

void put_own_network(const Machine& machine) {
  Network own;
  own.name = "own";
  own.added = true;
  own.version = "1";
  own.task = "objects";
  own.reader = "gfl";
  own.file = "network.onnx";
  own.feed.width = own.feed.height = 8;
  own.licence = own.trained_on = "mine";
  own.commercial = "yes";
  const std::filesystem::path folder = machine / "home/added/own";
  made::write(folder / "network.onnx", "own network");
  made::write(folder / "entry.json", to_entry(own));
  ASSERT_TRUE(write_manifest(folder, own));
}

// A machine that has both, and its pack.
struct Packing : Machine {
  std::filesystem::path file = *this / "nets.tar";

  Packing() {
    made::write(*this / "mirror/net.onnx", kContent);
    places.mirror = (*this / "mirror").string();
    EXPECT_EQ(outcomes(pull(built_in(), places, {}, {})), "net: pulled");
  }
};

// The built-in list of this test, and what was added below home.
Catalogue with_added(const Machine& machine) {
  auto all = Catalogue::load(machine.places.home);
  if (!all) throw std::logic_error(all.error().message);
  return *std::move(all);
}

TEST(Pack, TakesNetworksToAnotherMachine) {
  const Packing here;
  const auto packed = pack(built_in(), here.places, here.file, {}, {});
  ASSERT_TRUE(packed) << packed.error().message;
  EXPECT_EQ(packed->networks, std::vector<std::string>{"net"});
  EXPECT_EQ(packed->bytes, std::filesystem::file_size(here.file));

  const Machine there;  // without clients, without a mirror
  EXPECT_EQ(outcomes(pull(built_in(), there.places, {.pack = here.file}, {})), "net: pulled");
  EXPECT_EQ(made::read(there / "home/net/net.onnx"), kContent);
  EXPECT_EQ(outcomes(pull(built_in(), there.places, {.pack = here.file}, {})), "net: present");
}

TEST(Pack, TakesAddedNetworksAlong) {
  const Machine here;
  put_own_network(here);
  const std::filesystem::path file = here / "nets.tar";
  const auto packed = pack(with_added(here), here.places, file, {}, {});
  ASSERT_TRUE(packed) << packed.error().message;
  const Machine there;
  EXPECT_EQ(outcomes(pull(with_added(there), there.places, {.pack = file}, {})), "own: pulled");
  const Catalogue list = with_added(there);
  ASSERT_NE(list.find("own"), nullptr);
  EXPECT_EQ(standing_of(there.places.home, *list.find("own"), Look::hashes).state,
            Standing::State::present);
  EXPECT_EQ(outcomes(pull(list, there.places, {.set = Set::registry, .pack = file}, {})), "");
}

TEST(Pack, FetchesAgainWhatTheDownloadsNoLongerHold) {
  const Packing here;
  std::filesystem::remove_all(here.places.downloads);
  EXPECT_TRUE(pack(built_in(), here.places, here.file, {}, {}));
  std::filesystem::remove_all(here.places.downloads);
  std::filesystem::remove_all(here / "mirror");
  const auto failed = pack(built_in(), here.places, here / "other.tar", {}, {});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().message,
            fmt::format("fetch net: there is no {}", (here / "mirror/net.onnx").string()));
  EXPECT_FALSE(std::filesystem::exists(here / "other.tar"));
}

TEST(Pack, OfNothingIsAnError) {
  const Machine machine;
  const auto packed = pack(built_in(), machine.places, machine / "nets.tar", {}, {});
  ASSERT_FALSE(packed);
  EXPECT_EQ(packed.error().code, ErrorCode::not_found);
}

TEST(Pack, GivesOnlyWhatIsInItAndAskedFor) {
  const Packing here;
  ASSERT_TRUE(pack(built_in(), here.places, here.file, {}, {}));
  const Machine there;
  const auto pulled = pull(built_in(), there.places, {.names = {"other"}, .pack = here.file}, {});
  ASSERT_FALSE(pulled);
  EXPECT_EQ(pulled.error().message,
            fmt::format("take other out of {}: it is not in it", here.file.string()));
}

TEST(Pack, OfAnotherVersionIsNamed) {
  const Packing here;
  ASSERT_TRUE(pack(built_in(), here.places, here.file, {}, {}));
  const Machine there;
  const auto pulled = pull(made::catalogue({}), there.places, {.pack = here.file}, {});
  EXPECT_EQ(outcomes(pulled), "net: failed");
}

std::string contents(const std::vector<std::string>& hashes,
                     const std::vector<PinnedFile>& added = {}) {
  PackContents made{.networks = {{"net", "1", hashes}}, .added = {}};
  if (!added.empty()) made.added.push_back({"own", added});
  return to_json(made);
}

// What a pack of these entries leads to on an empty machine; nothing may appear on it outside.
std::string unpack_made(const std::vector<Entry>& entries) {
  const Machine machine;
  made::write_archive(machine / "nets.tar", Form::tar, entries);
  const auto pulled = pull(built_in(), machine.places, {.pack = machine / "nets.tar"}, {});
  for (const std::string& file : machine.files()) {
    EXPECT_TRUE(file.starts_with("downloads/" + sha256_of(kContent)) ||
                file.starts_with("home/net/"))
        << file;
  }
  EXPECT_FALSE(std::filesystem::exists(machine.path().parent_path() / "escaped"));
  if (pulled && !pulled->empty() && pulled->back().outcome == Pulled::Outcome::failed) {
    return pulled->back().error.message;
  }
  std::string text = outcomes(pulled);
  const std::string name = (machine / "nets.tar").string();
  if (const auto at = text.find(name); at != std::string::npos)
    text.replace(at, name.size(), "PACK");
  return text;
}

TEST(HostilePack, IsReadWhereItIsGood) {
  const std::string hash = sha256_of(kContent);
  EXPECT_EQ(unpack_made({{"nunchi-pack.json", contents({hash})}, {"files/" + hash, kContent}}),
            "net: pulled");
}

TEST(HostilePack, IsRefusedWhereItIsNoPack) {
  EXPECT_EQ(unpack_made({{"else", "x"}}),
            "error: take networks out of PACK: it is no pack of nunchi");
  EXPECT_EQ(unpack_made({}), "error: take networks out of PACK: it is no pack of nunchi");
  EXPECT_NE(unpack_made({{"nunchi-pack.json", "{"}}).find("parse error"), std::string::npos);
  EXPECT_NE(unpack_made({{"nunchi-pack.json", std::string(5'000'000, ' ')}}).find("too large"),
            std::string::npos);
}

TEST(HostilePack, CannotLeadElsewhere) {
  const std::string hash = sha256_of(kContent);
  const std::string announced = contents({hash});
  for (const std::string& path :
       {std::string("../escaped"), std::string("/tmp/escaped"), std::string("files/../../escaped"),
        "files/" + hash + "/..", std::string("added/own/../../escaped")}) {
    EXPECT_EQ(unpack_made({{"nunchi-pack.json", announced}, {path, kContent}}),
              fmt::format("error: take networks out of PACK: {} in it was not announced", path));
  }
  for (const Entry& link : {Entry{"files/" + hash, "", AE_IFLNK, "/etc/passwd"},
                            Entry{"files/" + hash, "", AE_IFREG, "/etc/passwd"}}) {
    EXPECT_EQ(
        unpack_made({{"nunchi-pack.json", announced}, link}),
        fmt::format("error: take networks out of PACK: {} in it is not a plain file", link.path));
  }
}

TEST(HostilePack, CannotAnnounceNamesThatLeadElsewhere) {
  for (const char* name : {"../own", "a/b", "/own", ".hidden"}) {
    EXPECT_NE(unpack_made({{"nunchi-pack.json", contents({}, {{name, "", sha256_of("x"), 1}})}})
                  .find("a plain file name is expected"),
              std::string::npos);
  }
}

TEST(HostilePack, CannotPutOtherBytesUnderAPinnedHash) {
  const std::string hash = sha256_of(kContent);
  const std::string announced = contents({hash});
  EXPECT_NE(unpack_made({{"nunchi-pack.json", announced},
                         {"files/" + hash, made::noise(kContent.size(), 5)}})
                .find("has SHA-256"),
            std::string::npos);
  EXPECT_NE(unpack_made({{"nunchi-pack.json", announced},
                         {"files/" + hash, kContent + std::string(10'000'000, 'x')}})
                .find("is larger than its 20000 bytes"),
            std::string::npos);
  EXPECT_NE(unpack_made({{"nunchi-pack.json", announced}, {"files/" + hash, "short"}})
                .find("has 5 bytes instead of 20000"),
            std::string::npos);
  EXPECT_EQ(unpack_made({{"nunchi-pack.json", announced}}),
            "pull net: the pack does not hold it in this version");
}

TEST(HostilePack, IsRefusedWhereAnAddedNetworkIsNotWhole) {
  const PinnedFile model{"network.onnx", "", sha256_of("x"), 1};
  EXPECT_NE(unpack_made({{"nunchi-pack.json", contents({}, {model})}}).find("is missing in it"),
            std::string::npos);
  EXPECT_NE(
      unpack_made({{"nunchi-pack.json", contents({}, {model})}, {"added/own/network.onnx", "x"}})
          .find("entry.json"),
      std::string::npos);
}

TEST(HostilePack, EndsWithAnErrorWhereverItIsCut) {
  const Packing here;
  ASSERT_TRUE(pack(built_in(), here.places, here.file, {}, {}));
  const std::string whole = made::read(here.file);
  const std::size_t end_of_files = whole.rfind(kContent.substr(kContent.size() - 16)) + 16;
  for (std::size_t cut = 0; cut < end_of_files; cut += 499) {
    const Machine there;
    made::write(there / "cut.tar", whole.substr(0, cut));
    const std::string result =
        outcomes(pull(built_in(), there.places, {.pack = there / "cut.tar"}, {}));
    EXPECT_TRUE(result.starts_with("error: ") || result == "net: failed") << cut << result;
    EXPECT_FALSE(std::filesystem::exists(there / "home/net"));
  }
}

}  // namespace
}  // namespace nunchi::models
