#include "cli/edit_command.h"

#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "cli/library_options.h"
#include "cli/seeing_options.h"
#include "cli/typed_values.h"
#include "concepts/tag_named.h"
#include "concepts/taxonomy.h"
#include "library/edits.h"

namespace nunchi::cli {
namespace {

constexpr std::string_view kExamples = R"(
Examples:
  nunchi edit beach.jpg --rating 4 --favourite yes
  nunchi edit *.jpg --tag beagle --not-tag cat    tags that the eyes missed, or got wrong
  nunchi edit scan.jpg --date 1987-08             taken in August 1987; --date file: as the file says
  nunchi edit a.jpg --place 35.16,129.16          and --place file
  nunchi edit blurred.jpg --bin yes               out of sight, not out of the library; the file stays
A photo is named by its path or its hash. nunchi undo takes the last edit back.)";

struct EditOptions {
  LibraryOptions library;
  std::vector<std::string> photos;
  std::optional<std::string> favourite, hidden, bin, date, place;
  std::optional<int> rating;
  std::vector<std::string> tags, not_tags, as_seen;
};

Result<std::vector<library::Edit>> edits_of(const EditOptions& options) {
  std::vector<library::Edit> edits;
  if (options.favourite)
    edits.emplace_back(std::in_place_type<library::SetFavourite>, *options.favourite == "yes");
  if (options.rating) edits.emplace_back(std::in_place_type<library::SetRating>, *options.rating);
  if (options.hidden)
    edits.emplace_back(std::in_place_type<library::SetHidden>, *options.hidden == "yes");
  if (options.bin)
    edits.emplace_back(std::in_place_type<library::SetBinned>, *options.bin == "yes");
  if (options.date && *options.date == "file") {
    edits.emplace_back(std::in_place_type<library::CorrectTaken>);
  } else if (options.date) {
    auto taken = typed_date(*options.date);
    if (!taken) return std::move(taken).error();
    edits.emplace_back(std::in_place_type<library::CorrectTaken>, *std::move(taken));
  }
  if (options.place && *options.place == "file") {
    edits.emplace_back(std::in_place_type<library::CorrectPosition>);
  } else if (options.place) {
    auto position = typed_position(*options.place);
    if (!position) return std::move(position).error();
    edits.emplace_back(std::in_place_type<library::CorrectPosition>, *position, std::nullopt);
  }
  const auto taxonomy = concepts::Taxonomy::built_in();
  if (!taxonomy) return taxonomy.error();
  using library::TagVerdict;
  for (const auto& [words, verdict] : {std::pair(&options.tags, TagVerdict::given),
                                       std::pair(&options.not_tags, TagVerdict::denied),
                                       std::pair(&options.as_seen, TagVerdict::as_seen)}) {
    for (const std::string& word : *words) {
      edits.emplace_back(std::in_place_type<library::CorrectTag>,
                         concepts::tag_named(*taxonomy, word), verdict);
    }
  }
  if (edits.empty()) {
    return Error{ErrorCode::invalid_argument, "edit: nothing is asked for (nunchi edit --help)"};
  }
  return edits;
}

int edit(const EditOptions& options) {
  const auto edits = edits_of(options);
  if (!edits) return complain(edits.error());
  auto library = open_library(options.library, library::OpenFor::writing);
  if (!library) return complain(library.error());
  const auto moments = moments_named(*library, options.photos);
  if (!moments) return complain(moments.error());
  std::int64_t changes = 0;
  const Status done = library->in_one_go([&]() -> Status {
    for (const library::Edit& one : *edits) {
      const auto changed = library->edits().apply(*moments, one);
      if (!changed) return changed.error();
      changes += *changed;
    }
    return ok();
  });
  if (!done) return complain(done.error());
  std::puts(fmt::format("{} changed", changes).c_str());
  return 0;
}

std::string_view name_of(library::EditField field) {
  using enum library::EditField;
  switch (field) {
    case favourite: return "favourite";
    case rating: return "rating";
    case hidden: return "hidden";
    case binned: return "bin";
    case taken: return "date";
    case position: return "place";
    case tag: return "tag";
    case album_removed: return "album made or deleted";
    case album_name: return "album renamed";
    case album_query: return "album's search";
    case album_item: return "album's photos";
    case person_removed: return "person made or deleted";
    case person_name: return "person renamed";
    case face_person: return "faces named";
    case stack_front: return "front of a stack";
  }
  return "";
}

std::string line_of(const library::JournalEntry& entry) {
  const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(entry.at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(entry.at - day);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02} UTC  {} ({} {}){}",
                     static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), time.hours().count(),
                     time.minutes().count(), name_of(entry.kind), entry.changes,
                     entry.changes == 1 ? "change" : "changes", entry.undone ? ", undone" : "");
}

enum class Step { undo, redo };

int take_step(const LibraryOptions& options, Step step) {
  auto library = open_library(options, library::OpenFor::writing);
  if (!library) return complain(library.error());
  const auto entry = step == Step::undo ? library->edits().undo() : library->edits().redo();
  if (!entry) return complain(entry.error());
  if (!*entry) {
    std::puts(step == Step::undo ? "nothing to undo" : "nothing to redo");
    return 1;
  }
  std::puts(((step == Step::undo ? "undone: " : "done again: ") + line_of(**entry)).c_str());
  return 0;
}

int history(const LibraryOptions& options, int limit) {
  auto library = open_library(options, library::OpenFor::reading);
  if (!library) return complain(library.error());
  const auto entries = library->edits().history(limit);
  if (!entries) return complain(entries.error());
  for (const library::JournalEntry& entry : *entries) std::puts(line_of(entry).c_str());
  return 0;
}

void add_history_commands(CLI::App& program, int& exit_code) {
  const auto options = std::make_shared<LibraryOptions>();
  const auto limit = std::make_shared<int>(20);
  CLI::App* undo = program.add_subcommand("undo", "take the last edit back");
  CLI::App* redo = program.add_subcommand("redo", "make an edit again that was taken back");
  CLI::App* list = program.add_subcommand("history", "the last edits, newest first");
  for (CLI::App* command : {undo, redo, list}) add_library_option(*command, *options);
  list->add_option("--limit", *limit, "how many")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  undo->callback([options, &exit_code] { exit_code = take_step(*options, Step::undo); });
  redo->callback([options, &exit_code] { exit_code = take_step(*options, Step::redo); });
  list->callback([options, limit, &exit_code] { exit_code = history(*options, *limit); });
}

}  // namespace

void add_edit_command(CLI::App& program, int& exit_code) {
  CLI::App* command = program.add_subcommand("edit", "your own word on photos");
  const auto options = std::make_shared<EditOptions>();
  const CLI::IsMember yes_or_no({"yes", "no"});
  command->add_option("PHOTO", options->photos, "paths or hashes")->required();
  add_library_option(*command, options->library);
  command->add_option("--rating", options->rating, "stars, 0 to 5")->check(CLI::Range(0, 5));
  command->add_option("--favourite", options->favourite, "yes or no")->check(yes_or_no);
  command->add_option("--hidden", options->hidden, "yes or no")->check(yes_or_no);
  command->add_option("--bin", options->bin, "yes or no")->check(yes_or_no);
  command->add_option("--tag", options->tags, "it shows this")->take_all()->allow_extra_args(false);
  command->add_option("--not-tag", options->not_tags, "it does not show this")
      ->take_all()
      ->allow_extra_args(false);
  command->add_option("--as-seen", options->as_seen, "no word of yours on this tag any more")
      ->take_all()
      ->allow_extra_args(false);
  command->add_option("--date", options->date, "2019-07-03T14:03:05+09:00 or less; or: file");
  command->add_option("--place", options->place, "LATITUDE,LONGITUDE; or: file");
  command->footer(std::string(kExamples));
  command->callback([options, &exit_code] { exit_code = edit(*options); });
  add_history_commands(program, exit_code);
}

}  // namespace nunchi::cli
