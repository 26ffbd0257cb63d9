#include "cli/eval_boxes.h"

#include <chrono>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/eval_photos.h"
#include "measure/average_precision.h"
#include "measure/coco_truth.h"

namespace nunchi::cli {
namespace {

std::vector<measure::FoundBox> found_boxes(const measure::CocoTruth& truth,
                                           const std::vector<SeenPhoto>& seen) {
  std::map<std::string, std::int64_t> number;
  for (const auto& category : truth.categories) number[category.name] = category.id;
  std::vector<measure::FoundBox> found;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    for (const Object& object : *seen[i].sight.objects) {
      const auto category = number.find(object.category);
      if (category == number.end()) continue;
      const Box& box = object.box;
      found.push_back({.picture = truth.pictures[i].id,
                       .category = category->second,
                       .box = {box.left, box.top, box.width(), box.height()},
                       .score = object.confidence});
    }
  }
  return found;
}

Status write_found(const std::filesystem::path& file, const std::vector<measure::FoundBox>& found) {
  nlohmann::json all = nlohmann::json::array();
  for (const measure::FoundBox& one : found) {
    all.push_back({{"image_id", one.picture},
                   {"category_id", one.category},
                   {"bbox", {one.box.x, one.box.y, one.box.width, one.box.height}},
                   {"score", one.score}});
  }
  std::ofstream out(file);
  out << all;
  out.close();
  if (out) return ok();
  return Error{ErrorCode::io_failure, "cannot write " + file.string()};
}

}  // namespace

Result<std::string> eval_boxes(const EvalBoxesOptions& options) {
  auto truth = measure::read_coco_truth(options.coco);
  if (!truth) return std::move(truth).error();
  auto taxonomy = concepts::Taxonomy::built_in();
  if (!taxonomy) return std::move(taxonomy).error();
  auto eyes =
      open_eyes(options.seeing,
                {.tags = false, .objects = true, .faces = false, .all_objects = true}, *taxonomy);
  if (!eyes) return std::move(eyes).error();
  std::vector<std::string> files;
  for (const auto& picture : truth->pictures) files.push_back(picture.file);
  const auto started = std::chrono::steady_clock::now();
  auto seen = see_photos(*eyes, options.photos, files);
  if (!seen) return std::move(seen).error();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;

  const auto found = found_boxes(*truth, *seen);
  if (!options.found.empty()) {
    if (const Status written = write_found(options.found, found); !written) return written.error();
  }
  const auto precision = measure::average_precision(truth->boxes, found);
  if (!precision) {
    return Error{ErrorCode::invalid_argument, options.coco.string() + " holds no true box"};
  }
  return nlohmann::ordered_json{{"n", files.size()},
                                {"map", precision->map},
                                {"ap50", precision->ap50},
                                {"photos_per_s", static_cast<double>(files.size()) / took.count()}}
      .dump();
}

}  // namespace nunchi::cli
