#include "cli/eval_tags.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "cli/eval_photos.h"
#include "measure/calibration.h"
#include "measure/classification.h"
#include "measure/table.h"

namespace nunchi::cli {
namespace {

struct Labelled {
  std::string file;
  std::string truth;  // concept id
};

Result<std::size_t> column(const measure::Table& table, const std::filesystem::path& file,
                           std::string_view name) {
  if (const auto found = table.column(name)) return *found;
  return Error{ErrorCode::invalid_argument,
               file.string() + " has no column \"" + std::string(name) + "\""};
}

Result<std::vector<Labelled>> read_labels(const EvalTagsOptions& options) {
  auto table = measure::read_table(options.labels);
  if (!table) return std::move(table).error();
  auto file = column(*table, options.labels, "file");
  if (!file) return std::move(file).error();
  auto wnid = column(*table, options.labels, "wnid");
  if (!wnid) return std::move(wnid).error();
  std::vector<Labelled> labelled;
  for (std::size_t i = 0; i < table->rows.size(); ++i) {
    if (options.half == "even" && i % 2 != 0) continue;
    if (options.half == "odd" && i % 2 != 1) continue;
    const auto& row = table->rows[i];
    if (!row[*wnid].empty()) labelled.push_back({row[*file], "wn:" + row[*wnid]});
  }
  return labelled;
}

// Class → the concept of its everyday word; empty without a file.
Result<std::map<std::string, std::string>> read_everyday(const std::filesystem::path& file) {
  std::map<std::string, std::string> everyday;
  if (file.empty()) return everyday;
  auto table = measure::read_table(file);
  if (!table) return std::move(table).error();
  auto of = column(*table, file, "wnid");
  if (!of) return std::move(of).error();
  auto word = column(*table, file, "everyday_wnid");
  if (!word) return std::move(word).error();
  for (const auto& row : table->rows) everyday["wn:" + row[*of]] = "wn:" + row[*word];
  return everyday;
}

// The tag that the classifier speaks for; the detector's own tags are no answer to a class.
const Tag* shown_class(const Sight& sight) {
  if (!sight.tags) return nullptr;
  for (const Tag& tag : *sight.tags) {
    if (std::find(tag.evidence.begin(), tag.evidence.end(), "classes") != tag.evidence.end()) {
      return &tag;
    }
  }
  return nullptr;
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

struct Tally {
  std::size_t n = 0, first = 0, among_five = 0, shown = 0, right = 0, everyday = 0;
  std::vector<measure::Claim> claims;

  void count_guesses(const std::vector<Guess>& guesses, const std::string& truth) {
    if (guesses.empty()) return;
    first += guesses.front().concept_id == truth;
    for (std::size_t i = 0; i < std::min<std::size_t>(5, guesses.size()); ++i) {
      among_five += guesses[i].concept_id == truth;
    }
    claims.push_back({guesses.front().probability, guesses.front().concept_id == truth});
  }

  void count_shown(const concepts::Taxonomy& taxonomy, const Tag& tag, const std::string& truth,
                   const std::string& everyday_word) {
    ++shown;
    if (!taxonomy.is_a(truth, tag.concept_id)) return;
    ++right;
    everyday += !everyday_word.empty() && taxonomy.is_a(tag.concept_id, everyday_word);
  }

  nlohmann::ordered_json json(double seconds, bool with_everyday) const {
    nlohmann::ordered_json out{{"n", n},
                               {"top1", share(first, n)},
                               {"top5", share(among_five, n)},
                               {"ece", measure::expected_calibration_error(claims)},
                               {"shown", share(shown, n)},
                               {"shown_precision", share(right, shown)}};
    if (with_everyday) {
      out["shown_coverage"] = share(everyday, shown);
      out["everyday_of_all"] = share(everyday, n);
    }
    out["photos_per_s"] = static_cast<double>(n) / seconds;
    return out;
  }
};

}  // namespace

Result<std::string> eval_tags(const EvalTagsOptions& options) {
  auto labelled = read_labels(options);
  if (!labelled) return std::move(labelled).error();
  auto everyday = read_everyday(options.everyday);
  if (!everyday) return std::move(everyday).error();
  auto taxonomy = concepts::Taxonomy::built_in();
  if (!taxonomy) return std::move(taxonomy).error();
  auto eyes = open_eyes(options.seeing, {.tags = true, .objects = true, .faces = false}, *taxonomy);
  if (!eyes) return std::move(eyes).error();

  std::vector<std::string> files;
  for (const Labelled& one : *labelled) files.push_back(one.file);
  const auto started = std::chrono::steady_clock::now();
  auto seen = see_photos(*eyes, options.photos, files);
  if (!seen) return std::move(seen).error();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;

  Tally tally{.n = seen->size()};
  for (std::size_t i = 0; i < seen->size(); ++i) {
    const std::string& truth = (*labelled)[i].truth;
    const Sight& sight = (*seen)[i].sight;
    if (sight.guesses) tally.count_guesses(*sight.guesses, truth);
    if (const Tag* tag = shown_class(sight)) {
      const auto word = everyday->find(truth);
      tally.count_shown(*taxonomy, *tag, truth, word == everyday->end() ? "" : word->second);
    }
  }
  return tally.json(took.count(), !options.everyday.empty()).dump();
}

}  // namespace nunchi::cli
