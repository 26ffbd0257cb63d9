// see_bench: how long `nunchi tag` takes for a folder of photos, and its networks alone. Prints
// JSON, in which the networks, their feeds and how often each ran tell the peers what to do.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

#include "concepts/labels.h"
#include "ingest/in_order.h"
#include "ingest/looker.h"
#include "ingest/photo_walk.h"
#include "see/networks_alone.h"
#include "wire/photo_json.h"

namespace nunchi::bench {
namespace {

using nlohmann::json;

struct Options {
  std::filesystem::path photos, cache, answers;
  std::size_t count = 0;  // of the photos; 0: all
  bool f32 = false;
};

struct Answer {
  std::filesystem::path file;
  std::optional<std::string> error;
  Sight sight;  // boxes in pixels of the full photo
};

const int kThreads = ingest::usual_lookers();

std::vector<std::filesystem::path> photos_of(const Options& options) {
  std::vector<std::filesystem::path> files;
  ingest::PhotoWalk walk({options.photos});
  for (auto found = walk.next(); found; found = walk.next()) {
    if (options.count > 0 && files.size() == options.count) break;
    if (!found->error) files.push_back(found->file);
  }
  return files;
}

// `work` for each file as `nunchi tag` does it: by all cores, answers in the order of the files.
template <class Work, class Deliver>
void for_each(const std::vector<std::filesystem::path>& files, Work work, Deliver deliver) {
  std::size_t next = 0;
  ingest::in_order(
      {.threads = kThreads}, {},
      [&]() -> std::optional<std::filesystem::path> {
        if (next == files.size()) return std::nullopt;
        return files[next++];
      },
      work, deliver);
}

Answer answer_for(const perceive::Eyes& eyes, const std::filesystem::path& file) {
  const auto photo = decode::read_photo(file, {.least_side = eyes.least_side()});
  if (!photo) return {.file = file, .error = photo.error().message};
  auto sight = eyes.see(photo->image);
  if (!sight) return {.file = file, .error = sight.error().message};
  const float scale = static_cast<float>(photo->width) / static_cast<float>(photo->image.width);
  return {.file = file, .sight = scaled(*std::move(sight), scale, scale)};
}

json box_of(const Box& box) { return {box.left, box.top, box.right, box.bottom}; }

json json_of(const Answer& answer) {
  json objects = json::array(), faces = json::array();
  for (const Object& object : answer.sight.objects.value_or(std::vector<Object>{})) {
    objects.push_back({{"category", object.category}, {"box", box_of(object.box)}});
  }
  for (const Face& face : answer.sight.faces.value_or(std::vector<Face>{})) {
    faces.push_back({{"box", box_of(face.box)}});
  }
  const auto& guesses = answer.sight.guesses;
  return {{"file", answer.file.string()},
          {"top", guesses && !guesses->empty() ? guesses->front().concept_id : ""},
          {"objects", objects},
          {"faces", faces}};
}

json json_of(const TimedNetwork& timed) {
  const models::Network& entry = timed.located.network;
  const infer::Feed& feed = entry.feed;
  json names = json::array();  // what each output stands for, in the words of the answers
  if (const auto labels = concepts::labels(entry.labels)) {
    for (const concepts::Label& label : *labels) {
      names.push_back(timed.use.task == "classes" ? label.concept_id : label.category);
    }
  }
  return {{"task", timed.use.task},
          {"network", timed.use.network},
          {"device", timed.use.device},
          {"runs", timed.use.runs},
          {"file", timed.located.file.string()},
          {"feed",
           {{"width", feed.width},
            {"height", feed.height},
            {"layout", feed.layout == infer::Feed::Layout::nchw ? "NCHW" : "NHWC"},
            {"bgr", feed.bgr},
            {"mean", feed.mean},
            {"scale", feed.scale}}},
          {"outputs", entry.outputs},
          {"numbers", entry.numbers},
          {"labels", names}};
}

double processor_seconds() {
  return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

// The most memory that this process ever had resident, bytes; 0 where the system does not say.
std::uint64_t peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return 1024 * std::stoull(line.substr(6));
  }
  return 0;
}

std::vector<perceive::NetworkUse> uses_since(const perceive::Eyes& eyes,
                                             const std::vector<perceive::NetworkUse>& before) {
  auto uses = eyes.uses();
  for (std::size_t i = 0; i < uses.size(); ++i) uses[i].runs -= before[i].runs;
  return uses;
}

// Looks without being timed, to be warm; at all photos where their answers are wanted.
Status warm_up(const perceive::Eyes& eyes, std::vector<std::filesystem::path> files,
               const std::filesystem::path& answers_file) {
  constexpr std::size_t kFew = 8;
  if (answers_file.empty() && files.size() > kFew) files.resize(kFew);
  json answers = json::array();
  std::optional<std::string> error;
  for_each(
      files, [&](const std::filesystem::path& file) { return answer_for(eyes, file); },
      [&](const Answer& answer) {
        if (answer.error) error = answer.error;
        answers.push_back(json_of(answer));
      });
  if (error) return Error{ErrorCode::internal, *error};
  if (!answers_file.empty()) std::ofstream(answers_file) << answers;
  return ok();
}

// Seconds by the clock, and of all threads together on the processor.
struct Spent {
  double seconds = 0, on_processor = 0;
};

// As `nunchi tag --json`, but for the writing of the lines.
Spent spent_on_tag(const perceive::Eyes& eyes, const concepts::Taxonomy& taxonomy,
                   const std::vector<std::filesystem::path>& files) {
  const ingest::Looker looker(eyes, taxonomy, {});
  std::string line;
  const double processor_before = processor_seconds();
  const auto started = std::chrono::steady_clock::now();
  for_each(
      files, [&](const std::filesystem::path& file) { return looker.look(file); },
      [&](const ingest::Look& look) { line = wire::to_json_line(look.report); });
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count(),
          processor_seconds() - processor_before};
}

Result<json> measure(const Options& options) {
  const auto home = models::default_home();
  const auto catalogue = models::Catalogue::load(home);
  if (!catalogue) return catalogue.error();
  const auto taxonomy = concepts::Taxonomy::built_in();
  if (!taxonomy) return taxonomy.error();
  const perceive::EyesOptions opening{
      .home = home,
      .cache = options.cache / "compiled",
      .set = models::Set::registry,
      .precision = options.f32 ? infer::Precision::f32 : infer::Precision::fastest};
  const auto eyes = perceive::Eyes::open(*catalogue, *taxonomy, opening);
  if (!eyes) return eyes.error();
  const auto files = photos_of(options);
  if (const Status warm = warm_up(*eyes, files, options.answers); !warm) return warm.error();

  const auto before = eyes->uses();
  const Spent spent = spent_on_tag(*eyes, *taxonomy, files);
  const std::uint64_t peak = peak_memory();

  const auto networks = locate_used(*catalogue, home, uses_since(*eyes, before));
  if (!networks) return networks.error();
  const auto alone = seconds_alone(*networks, opening, kThreads);
  if (!alone) return alone.error();
  json described = json::array();
  for (const TimedNetwork& network : *networks) described.push_back(json_of(network));
  return json{{"photos", files.size()},
              {"seconds", spent.seconds},
              {"processor_seconds", spent.on_processor},
              {"seconds_alone", *alone},
              {"peak_bytes", peak},
              {"networks", described}};
}

}  // namespace
}  // namespace nunchi::bench

int main(int argc, char** argv) {
  nunchi::bench::Options options;
  CLI::App program("times nunchi on a folder of photos, and its networks alone");
  program.add_option("PHOTOS", options.photos, "the folder")->required();
  program.add_option("--cache", options.cache, "nunchi's cache folder")->required();
  program.add_option("--count", options.count, "look at the first N photos only");
  program.add_option("--answers", options.answers, "write what is seen there");
  program.add_flag("--f32", options.f32, "compute in f32 where the processor has less, too");
  CLI11_PARSE(program, argc, argv);
  const auto measured = nunchi::bench::measure(options);
  if (!measured) {
    std::fprintf(stderr, "see_bench: %s\n", measured.error().message.c_str());
    return 1;
  }
  std::cout << measured->dump(1) << '\n';
  return 0;
}
