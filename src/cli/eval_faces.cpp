#include "cli/eval_faces.h"

#include <map>
#include <nlohmann/json.hpp>
#include <numeric>

#include "cli/eval_photos.h"
#include "measure/table.h"
#include "measure/verification.h"

namespace nunchi::cli {
namespace {

struct FilePair {
  std::string a, b;
  bool same = false;
};

Result<std::vector<FilePair>> read_pairs(const std::filesystem::path& file) {
  auto table = measure::read_table(file);
  if (!table) return std::move(table).error();
  const auto a = table->column("file_a"), b = table->column("file_b"), same = table->column("same");
  if (!a || !b || !same) {
    return Error{ErrorCode::invalid_argument,
                 file.string() + " needs the columns file_a, file_b and same"};
  }
  std::vector<FilePair> pairs;
  for (const auto& row : table->rows) pairs.push_back({row[*a], row[*b], row[*same] == "1"});
  return pairs;
}

// The identity of the largest face; empty where there is none.
std::vector<float> identity_of(const Sight& sight) {
  return sight.faces->empty() ? std::vector<float>{} : sight.faces->front().identity;
}

double similarity(const std::vector<float>& a, const std::vector<float>& b) {
  if (a.empty() || a.size() != b.size()) return -1;
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

}  // namespace

Result<std::string> eval_faces(const EvalFacesOptions& options) {
  auto pairs = read_pairs(options.pairs);
  if (!pairs) return std::move(pairs).error();
  auto taxonomy = concepts::Taxonomy::built_in();
  if (!taxonomy) return std::move(taxonomy).error();
  auto eyes =
      open_eyes(options.seeing,
                {.tags = false, .objects = false, .faces = true, .identities = true}, *taxonomy);
  if (!eyes) return std::move(eyes).error();

  std::map<std::string, std::size_t> place;
  std::vector<std::string> files;
  for (const FilePair& pair : *pairs) {
    for (const std::string& file : {pair.a, pair.b}) {
      if (place.emplace(file, files.size()).second) files.push_back(file);
    }
  }
  auto seen = see_photos(*eyes, options.photos, files);
  if (!seen) return std::move(seen).error();

  std::size_t with_face = 0;
  for (const SeenPhoto& photo : *seen) with_face += !photo.sight.faces->empty();
  std::vector<measure::Pair> judged;
  for (const FilePair& pair : *pairs) {
    judged.push_back({similarity(identity_of((*seen)[place[pair.a]].sight),
                                 identity_of((*seen)[place[pair.b]].sight)),
                      pair.same});
  }
  const double threshold = eyes->same_person_threshold();
  nlohmann::ordered_json out{{"pairs", judged.size()},
                             {"accuracy", measure::accuracy_at(threshold, judged)},
                             {"threshold", threshold}};
  if (const auto area = measure::area_under_curve(judged)) out["auc"] = *area;
  out["photos"] = files.size();
  out["photos_with_face"] = with_face;
  return out.dump();
}

}  // namespace nunchi::cli
