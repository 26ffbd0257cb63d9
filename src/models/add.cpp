#include "models/add.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "models/locks.h"
#include "models/manifest.h"
#include "models/names.h"
#include "models/network_entry.h"
#include "models/onnx_summary.h"
#include "models/os_error.h"
#include "models/output_file.h"
#include "models/scratch_folder.h"
#include "models/sha256.h"
#include "models/text_file.h"

namespace nunchi::models {
namespace {

constexpr std::uintmax_t kMostBytes = std::uintmax_t{1} << 30;
constexpr int kUsualRank = 1000;  // above the built-in ones: who adds a network wants it used

Result<std::string> read_whole(const std::filesystem::path& file) {
  std::error_code failed;
  const auto bytes = std::filesystem::file_size(file, failed);
  if (failed) return os_error("read", file, failed);
  if (bytes > kMostBytes) {
    return Error{ErrorCode::too_large,
                 fmt::format("it has {} bytes, at most {} are read", bytes, kMostBytes)};
  }
  std::ifstream in(file, std::ios::binary);
  std::string content(bytes, '\0');
  in.read(content.data(), static_cast<std::streamsize>(bytes));
  if (!in) return os_error("read", file);
  return content;
}

// Where the user has written down what the network is.
struct Said {
  std::string text = "{}";
  std::string origin = "its metadata";
};

Result<Said> find_about(const AddRequest& request, const OnnxSummary& summary) {
  std::filesystem::path beside = request.file;
  beside.replace_extension(".json");
  std::error_code ignored;
  const bool has_beside = std::filesystem::exists(beside, ignored);
  if (request.about || has_beside) {
    const std::filesystem::path file = request.about.value_or(beside);
    auto text = read_text(file);
    if (!text) return std::move(text).error();
    return Said{std::move(*text), file.filename().string()};
  }
  const auto metadata = summary.metadata.find("nunchi");
  return metadata != summary.metadata.end() ? Said{metadata->second} : Said{};
}

// Takes size and layout from the file, where they stand there, and says where they contradict.
void fill_in_feed(const OnnxSummary& summary, About& about, std::vector<std::string>& complaints) {
  const std::vector<std::int64_t>& shape = summary.inputs.front().shape;
  infer::Feed& feed = about.network.feed;
  if (shape.size() != 4 || (shape[1] != 3 && shape[3] != 3)) return;
  const bool channels_first = shape[1] == 3;
  const auto layout = channels_first ? infer::Feed::Layout::nchw : infer::Feed::Layout::nhwc;
  const auto fill = [&](std::string_view name, std::int64_t side, int& said) {
    if (side < 1 || side > 8192) return;
    if (about.given.insert("feed." + std::string(name)).second) said = static_cast<int>(side);
    if (said != side) {
      complaints.push_back(fmt::format("feed.{} is {}, but its input has {}", name, said, side));
    }
  };
  fill("height", shape[channels_first ? 2 : 1], feed.height);
  fill("width", shape[channels_first ? 3 : 2], feed.width);
  if (about.given.insert("feed.layout").second) feed.layout = layout;
  if (feed.layout != layout) complaints.push_back("feed.layout contradicts its input");
}

void fill_in(const std::filesystem::path& file, std::string_view content,
             const OnnxSummary& summary, About& about, std::vector<std::string>& complaints) {
  Network& network = about.network;
  if (network.name.empty()) network.name = file.stem().string();
  // By default of the content, so that embeddings of another file are never taken for its own.
  if (network.version.empty()) network.version = sha256_of(content).substr(0, 8);
  if (!about.given.contains("rank")) network.rank = kUsualRank;
  network.file = "network.onnx";
  if (network.outputs.empty()) {
    for (const OnnxSummary::Value& output : summary.outputs) network.outputs.push_back(output.name);
  }
  if (network.licence.empty()) network.licence = "not stated";
  if (network.trained_on.empty()) network.trained_on = "not stated";
  if (network.commercial.empty()) network.commercial = "unclear";
  fill_in_feed(summary, about, complaints);
}

bool reader_needs_labels(const Catalogue& catalogue, std::string_view reader) {
  const std::vector<Network>& networks = catalogue.networks();
  return std::any_of(networks.begin(), networks.end(), [&](const Network& network) {
    return !reader.empty() && network.reader == reader && !network.added && !network.labels.empty();
  });
}

void ask_for_the_rest(const Catalogue& catalogue, const OnnxSummary& summary, const About& about,
                      std::vector<std::string>& complaints) {
  const Network& network = about.network;
  const std::vector<std::string> readers = catalogue.readers();
  const auto ask = [&](std::string_view field, std::string_view what) {
    if (!about.given.contains(std::string(field))) {
      complaints.push_back(fmt::format("{} is missing ({})", field, what));
    }
  };
  ask("task", fmt::format("what it is for: {}", fmt::join(catalogue.tasks(), ", ")));
  ask("reader", fmt::format("how its outputs are read: {}", fmt::join(readers, ", ")));
  ask("feed.width", "pixels");
  ask("feed.height", "pixels");
  ask("feed.layout", "nchw or nhwc");
  ask("feed.order", "rgb or bgr");
  ask("feed.mean", "three numbers, taken from each channel");
  ask("feed.scale", "three numbers, by which that is divided");
  ask("feed.fit", "stretch, letterbox or crop");
  if (reader_needs_labels(catalogue, network.reader)) {
    ask("labels", "a list of words in the order of the outputs, or the name of a known list");
  }
  const bool known = std::find(readers.begin(), readers.end(), network.reader) != readers.end();
  if (!network.reader.empty() && !known) {
    complaints.push_back(
        fmt::format("reader {} is not known, only {}", network.reader, fmt::join(readers, ", ")));
  }
  if (!is_network_name(network.name)) {
    complaints.push_back(
        fmt::format("name {} is no name for a network (lower case letters, digits, "
                    "'-', '.' and '_')",
                    network.name));
  }
  const Network* other = catalogue.find(network.name);
  if (other != nullptr && !other->added) {
    complaints.push_back(fmt::format("name {} is that of a built-in network", network.name));
  }
  if (summary.inputs.size() != 1) {
    complaints.push_back(fmt::format("it has {} inputs instead of one", summary.inputs.size()));
  }
}

Result<Network> describe(const Catalogue& catalogue, const AddRequest& request,
                         std::string_view content) {
  auto summary = read_onnx_summary(content);
  if (!summary) return std::move(summary).error();
  auto said = find_about(request, *summary);
  if (!said) return std::move(said).error();
  std::vector<std::string> complaints;
  About about = parse_about(said->text, said->origin, complaints);
  fill_in(request.file, content, *summary, about, complaints);
  ask_for_the_rest(catalogue, *summary, about, complaints);
  if (complaints.empty()) return about.network;
  return Error{ErrorCode::invalid_argument,
               fmt::format("{}; say it in a JSON file beside it (docs/models.md)",
                           fmt::join(complaints, "; "))};
}

Status place(const Network& network, std::string_view content, const Places& places,
             const std::stop_token& stop) {
  auto locks = Locks::take(places, stop, {});
  if (!locks) return std::move(locks).error();
  const std::filesystem::path added = places.home / "added";
  std::error_code failed;
  std::filesystem::create_directories(added, failed);
  if (failed) return os_error("make folder", added, failed);
  auto scratch = ScratchFolder::create(added);
  if (!scratch) return std::move(scratch).error();
  const std::filesystem::path folder = scratch->path() / "network";
  std::filesystem::create_directory(folder, failed);
  if (failed) return os_error("make folder", folder, failed);
  if (Status done = write_text(folder / network.file, content); !done) return done;
  if (Status done = write_text(folder / "entry.json", to_entry(network)); !done) return done;
  // Nothing gets in that cannot be run.
  auto opened = infer::Network::open(folder / network.file, network.feed,
                                     {.streams = 1, .outputs = network.outputs});
  if (!opened) return std::move(opened).error();
  if (Status done = write_manifest(folder, network); !done) return done;
  return put_in_place(folder, folder_of(places.home, network));
}

}  // namespace

Result<Network> add(const Catalogue& catalogue, const Places& places, const AddRequest& request,
                    const std::stop_token& stop) {
  const std::string task = "add " + request.file.string();
  if (request.file.extension() != ".onnx") {
    return Error{ErrorCode::unsupported, task + ": only ONNX files (.onnx) can be added"};
  }
  auto content = read_whole(request.file);
  if (!content) return std::move(content).error().while_doing(task);
  auto network = describe(catalogue, request, *content);
  if (!network) return std::move(network).error().while_doing(task);
  Status placed = place(*network, *content, places, stop);
  if (!placed) return std::move(placed).error().while_doing(task);
  return network;
}

}  // namespace nunchi::models
