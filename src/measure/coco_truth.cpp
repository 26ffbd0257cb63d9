#include "measure/coco_truth.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "measure/truth_file.h"

namespace nunchi::measure {
namespace {

using nlohmann::json;

Error broken(std::string_view list, std::size_t index, std::string_view what) {
  return {ErrorCode::corrupt_data, fmt::format("{}[{}]: {}", list, index, what)};
}

std::optional<std::int64_t> whole(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<std::int64_t>();
}

std::optional<std::string> text(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

std::optional<Rectangle> rectangle(const json& object) {
  const auto found = object.find("bbox");
  if (found == object.end() || !found->is_array() || found->size() != 4) return std::nullopt;
  double sides[4];
  for (std::size_t i = 0; i < 4; ++i) {
    if (!(*found)[i].is_number()) return std::nullopt;
    sides[i] = (*found)[i].get<double>();
    if (!std::isfinite(sides[i])) return std::nullopt;
  }
  if (sides[2] < 0 || sides[3] < 0) return std::nullopt;
  return Rectangle{sides[0], sides[1], sides[2], sides[3]};
}

// Entries of a list that have an id and a name, under `name_key`.
template <class Entry>
Result<std::vector<Entry>> named_entries(const json& root, const char* list, const char* name_key) {
  const auto entries = root.find(list);
  if (entries == root.end() || !entries->is_array()) {
    return Error{ErrorCode::corrupt_data, fmt::format("no list of {}", list)};
  }
  std::vector<Entry> read;
  std::set<std::int64_t> seen;
  for (const json& entry : *entries) {
    const auto id = whole(entry, "id");
    auto name = text(entry, name_key);
    if (!id || !name) {
      return broken(list, read.size(), fmt::format("no whole id or no {}", name_key));
    }
    if (!seen.insert(*id).second) return broken(list, read.size(), "its id stands twice");
    read.push_back({*id, *std::move(name)});
  }
  return read;
}

template <class Entry>
std::set<std::int64_t> ids_of(const std::vector<Entry>& entries) {
  std::set<std::int64_t> ids;
  for (const Entry& entry : entries) ids.insert(entry.id);
  return ids;
}

Result<std::vector<TrueBox>> true_boxes(const json& root, const CocoTruth& truth) {
  const auto entries = root.find("annotations");
  if (entries == root.end() || !entries->is_array()) {
    return Error{ErrorCode::corrupt_data, "no list of annotations"};
  }
  const std::set<std::int64_t> pictures = ids_of(truth.pictures);
  const std::set<std::int64_t> categories = ids_of(truth.categories);
  std::vector<TrueBox> boxes;
  for (const json& entry : *entries) {
    const auto picture = whole(entry, "image_id");
    const auto category = whole(entry, "category_id");
    const auto box = rectangle(entry);
    if (!picture || !category || !box) {
      return broken("annotations", boxes.size(), "no image_id, category_id or bbox");
    }
    if (!pictures.contains(*picture))
      return broken("annotations", boxes.size(), "unknown image_id");
    if (!categories.contains(*category)) {
      return broken("annotations", boxes.size(), "unknown category_id");
    }
    const bool crowd = whole(entry, "iscrowd").value_or(0) != 0;
    boxes.push_back({*picture, *category, *box, crowd ? Crowd::yes : Crowd::no});
  }
  return boxes;
}

}  // namespace

Result<CocoTruth> parse_coco_truth(std::string_view text_of_json) {
  const json root = json::parse(text_of_json, nullptr, /*allow_exceptions=*/false);
  if (!root.is_object()) return Error{ErrorCode::corrupt_data, "no JSON object"};
  CocoTruth truth;
  auto pictures = named_entries<CocoPicture>(root, "images", "file_name");
  if (!pictures) return std::move(pictures).error();
  truth.pictures = *std::move(pictures);
  auto categories = named_entries<CocoCategory>(root, "categories", "name");
  if (!categories) return std::move(categories).error();
  truth.categories = *std::move(categories);
  auto boxes = true_boxes(root, truth);
  if (!boxes) return std::move(boxes).error();
  truth.boxes = *std::move(boxes);
  return truth;
}

Result<CocoTruth> read_coco_truth(const std::filesystem::path& file) {
  auto bytes = read_truth_file(file);
  if (!bytes) return std::move(bytes).error();
  auto truth = parse_coco_truth(*bytes);
  if (!truth) return std::move(truth).error().while_doing("read " + file.string());
  return truth;
}

}  // namespace nunchi::measure
