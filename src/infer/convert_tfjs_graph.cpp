#include <fmt/format.h>

#include <set>

#include "infer/convert.h"
#include "infer/file_bytes.h"
#include "infer/ir_file.h"
#include "infer/tfjs_graph.h"

namespace nunchi::infer {
namespace {

// Parsed JSON takes some thirty times its bytes.
constexpr std::uintmax_t kMostJson = std::uintmax_t{16} << 20;
constexpr std::uintmax_t kMostWeights = std::uintmax_t{1} << 30;

// The bytes of each group of files, which lie beside the model.
Result<std::vector<std::vector<std::byte>>> read_groups(
    const std::vector<std::vector<std::string>>& groups, const std::filesystem::path& folder) {
  std::vector<std::vector<std::byte>> bytes;
  std::set<std::string> met;
  std::uintmax_t left = kMostWeights;
  for (const auto& files : groups) {
    auto& joined = bytes.emplace_back();
    for (const std::string& name : files) {
      // A name with folders in it could lead anywhere; one that comes twice takes memory for
      // nothing.
      if (name.empty() || std::filesystem::path(name).filename() != name || name == "." ||
          name == ".." || !met.insert(name).second) {
        return Error{ErrorCode::corrupt_data, fmt::format("weight file \"{}\" is no name", name)};
      }
      auto file = read_file(folder / name, left);
      if (!file) return std::move(file).error();
      left -= file->size();
      joined.insert(joined.end(), file->begin(), file->end());
    }
  }
  return bytes;
}

Result<std::shared_ptr<ov::Model>> read_graph(const std::filesystem::path& model_json,
                                              const GraphRequest& request) {
  auto json = read_file(model_json, kMostJson);
  if (!json) return std::move(json).error();
  auto model = read_tfjs_model({reinterpret_cast<const char*>(json->data()), json->size()});
  if (!model) return std::move(model).error();
  auto weights = read_groups(model->files, model_json.parent_path());
  if (!weights) return std::move(weights).error();
  return build_tfjs_graph(*model, *weights, request);
}

}  // namespace

Status convert_tfjs_graph(const std::filesystem::path& model_json, const std::string& input,
                          const std::vector<int>& shape, const std::vector<std::string>& outputs,
                          const std::filesystem::path& xml) {
  auto graph = read_graph(model_json, {input, shape, outputs});
  if (!graph) {
    return std::move(graph).error().while_doing(
        fmt::format("convert {}", model_json.filename().string()));
  }
  return write_ir(*graph, xml);
}

}  // namespace nunchi::infer
