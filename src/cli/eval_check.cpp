#include "cli/eval_check.h"

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "cli/measured_in_order.h"
#include "decode/photo.h"
#include "ingest/word_checking.h"
#include "measure/table.h"
#include "measure/word_answers.h"

namespace nunchi::cli {
namespace {

struct AskedPhoto {
  std::string file;
  std::vector<std::string> words;
  std::vector<bool> shown;
};

Result<std::vector<AskedPhoto>> read_truth(const std::filesystem::path& file) {
  auto table = measure::read_table(file);
  if (!table) return std::move(table).error();
  const auto name = table->column("file"), word = table->column("word"),
             shown = table->column("shown");
  if (!name || !word || !shown) {
    return Error{ErrorCode::invalid_argument,
                 file.string() + " lacks one of the columns file, word, shown"};
  }
  std::vector<AskedPhoto> photos;
  std::map<std::string, std::size_t> place;
  for (const auto& row : table->rows) {
    const auto [known, is_new] = place.try_emplace(row[*name], photos.size());
    if (is_new) photos.push_back({.file = row[*name]});
    AskedPhoto& photo = photos[known->second];
    photo.words.push_back(row[*word]);
    photo.shown.push_back(row[*shown] == "1");
  }
  return photos;
}

// What all photos are looked at with.
struct Checker {
  const perceive::Eyes& eyes;
  const concepts::Taxonomy& taxonomy;
  const concepts::WordMeanings& meanings;
  const std::filesystem::path& folder;

  Result<ingest::CheckedWords> check(const AskedPhoto& asked) const {
    const auto photo = decode::read_photo(folder / asked.file, {.least_side = eyes.least_side()});
    if (!photo) return photo.error();
    const auto sight = eyes.see(photo->image);
    if (!sight) return sight.error();
    return ingest::check_picture(eyes, taxonomy, meanings, photo->image, *sight, asked.words);
  }
};

Result<std::vector<ingest::CheckedWords>> check_all(const Checker& checker,
                                                    const std::vector<AskedPhoto>& photos) {
  return measured_in_order<ingest::CheckedWords>(
      photos, [&](const AskedPhoto& photo) { return checker.check(photo); });
}

// The strongest numbers of the word's meanings, "" where no network can tell: what the weights are
// fitted on.
struct Grounds {
  std::optional<float> place, within, whole, part;

  void add(const Clue& clue) {
    const auto raise = [](std::optional<float>& to, std::optional<float> value) {
      if (value && (!to || *value > *to)) to = value;
    };
    if (clue.place) raise(place, clue.place->log_odds);
    if (clue.within) raise(within, clue.within->log_odds);
    raise(whole, clue.whole);
    raise(part, clue.part);
  }
};

std::string cell(std::optional<float> value) { return value ? fmt::format("{:.5g}", *value) : ""; }

Status write_found(const std::filesystem::path& file, const concepts::WordMeanings& meanings,
                   const std::vector<AskedPhoto>& photos,
                   const std::vector<ingest::CheckedWords>& checked) {
  std::ofstream out(file);
  out << "file\tword\tshown\tverdict\tchance\tplace\twithin\twhole\tpart\n";
  for (std::size_t i = 0; i < checked.size(); ++i) {
    for (std::size_t k = 0; k < checked[i].checks.size(); ++k) {
      const WordCheck& check = checked[i].checks[k];
      const auto ids = meanings.meaning_of(check.word).concepts;
      Grounds grounds;
      for (const Clue& clue : checked[i].clues) {
        if (std::ranges::find(ids, clue.concept_id) != ids.end()) grounds.add(clue);
      }
      out << photos[i].file << '\t' << check.word << '\t' << photos[i].shown[k] << '\t'
          << name_of(check.verdict) << '\t' << cell(check.chance) << '\t' << cell(grounds.place)
          << '\t' << cell(grounds.within) << '\t' << cell(grounds.whole) << '\t'
          << cell(grounds.part) << '\n';
    }
  }
  out.close();
  if (out) return ok();
  return Error{ErrorCode::io_failure, "cannot write " + file.string()};
}

}  // namespace

Result<std::string> eval_check(const EvalCheckOptions& options) {
  const auto photos = read_truth(options.truth);
  if (!photos) return photos.error();
  auto taxonomy = concepts::Taxonomy::built_in();
  if (!taxonomy) return std::move(taxonomy).error();
  auto meanings = concepts::WordMeanings::built_in(*taxonomy);
  if (!meanings) return std::move(meanings).error();
  auto eyes = open_eyes(options.seeing, {.clues = true}, *taxonomy);
  if (!eyes) return std::move(eyes).error();
  const auto checked = check_all({*eyes, *taxonomy, *meanings, options.photos}, *photos);
  if (!checked) return checked.error();
  if (!options.found.empty()) {
    if (const Status written = write_found(options.found, *meanings, *photos, *checked); !written) {
      return written.error();
    }
  }
  std::vector<measure::WordAnswer> answers;
  for (std::size_t i = 0; i < photos->size(); ++i) {
    for (std::size_t k = 0; k < (*photos)[i].words.size(); ++k) {
      answers.push_back({(*photos)[i].shown[k], (*checked)[i].checks[k].verdict});
    }
  }
  const measure::WordFigures figures = measure::word_figures(answers);
  return nlohmann::ordered_json{{"n", figures.n},
                                {"answered", figures.answered},
                                {"right", figures.right},
                                {"yes_found", figures.yes_found}}
      .dump();
}

}  // namespace nunchi::cli
