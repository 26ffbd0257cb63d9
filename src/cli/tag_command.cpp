#include "cli/tag_command.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>
#include <sstream>

#include "cli/interrupt.h"
#include "cli/progress_line.h"
#include "cli/seeing_options.h"
#include "cli/terminal.h"
#include "concepts/word_meanings.h"
#include "ingest/film_looker.h"
#include "ingest/film_scan.h"
#include "ingest/in_order.h"
#include "ingest/looker.h"
#include "ingest/photo_walk.h"
#include "wire/html_page.h"
#include "wire/photo_json.h"
#include "wire/word_check_lines.h"

namespace nunchi::cli {
namespace {

constexpr std::string_view kExamples = R"(
Examples:
  nunchi tag holiday/                         a line a photo, folders with all in them
  nunchi tag holiday/ --html holiday.html     and a page to look through
  nunchi tag film.mp4                         a line a shot, with its time
  nunchi tag a.jpg --json | jq .tags          for programs: a line of JSON a photo
  nunchi tag a.jpg --check "puppy, beach, 노을"  of each word: shown, not shown, cannot say
  find ~ -name '*.heic' | nunchi tag -        names from standard input, one a line)";

constexpr int kThumbnailSide = 400;  // pixels of the longer side, sharp at the page's tiles

struct TagOptions {
  std::vector<std::string> paths;
  bool json = false;
  bool stats = false;
  std::filesystem::path page;
  std::string only;
  std::string check;  // words, a comma between them
  std::string language = "en";
  int jobs = 0;
  SeeingOptions seeing;

  wire::Language shown_language() const {
    return language == "ko" ? wire::Language::korean : wire::Language::english;
  }
};

// "tags,faces" → those two; nothing: all.
perceive::Wanted wanted(const std::string& only) {
  if (only.empty()) return {};
  const std::string list = "," + only + ",";
  const auto named = [&](const std::string& what) {
    return list.find("," + what + ",") != std::string::npos;
  };
  return {.tags = named("tags"),
          .objects = named("objects"),
          .faces = named("faces"),
          .colours = named("colours")};
}

// CLI11's check of a list: "" where every part is one of these.
std::string complaint_about(const std::string& only) {
  std::istringstream parts(only);
  for (std::string part; std::getline(parts, part, ',');) {
    if (part != "tags" && part != "objects" && part != "faces" && part != "colours") {
      return "\"" + part + "\" is none of tags, objects, faces, colours";
    }
  }
  return "";
}

std::vector<std::filesystem::path> roots(const std::vector<std::string>& paths) {
  std::vector<std::filesystem::path> all;
  for (const std::string& path : paths) {
    if (path == "-") {
      const auto listed = ingest::read_path_list(std::cin);
      all.insert(all.end(), listed.begin(), listed.end());
    } else {
      all.emplace_back(path);
    }
  }
  return all;
}

// How many files a walk will meet; only for the progress bar.
std::uint64_t count_files(const std::vector<std::filesystem::path>& roots, std::stop_token stop) {
  ingest::PhotoWalk walk(roots);
  std::uint64_t count = 0;
  while (!stop.stop_requested() && walk.next()) ++count;
  return count;
}

// Where the page finds the photo itself; empty where the path cannot be made absolute.
std::filesystem::path original(const std::string& file) {
  std::error_code unknown;
  return std::filesystem::absolute(file, unknown);
}

// What is to be delivered of one file: a photo gives one answer, a film one for each shot and, at
// its end, one without a look.
struct Answer {
  std::optional<ingest::Look> look;
  bool named = true;
  bool more = false;  // answers of the same file follow
};

// TagRun: everything that is printed and written while photos are looked at.
class TagRun {
 public:
  TagRun(const TagOptions& options, std::uint64_t total)
      : options_(options), total_(total), progress_(options.shown_language()) {
    style_ = {.width = terminal_width(stdout),
              .file_column = wire::file_column_for(terminal_width(stdout)),
              .colour = colour_for(stdout),
              .language = options.shown_language()};
  }

  Status open_page(const std::vector<std::filesystem::path>& shown) {
    auto page = wire::HtmlPage::create(
        options_.page, {.title = shown.size() == 1 ? shown.front().filename().string() : "",
                        .made_by = "nunchi " NUNCHI_VERSION,
                        .language = options_.shown_language()});
    if (!page) return std::move(page).error();
    page_ = std::make_unique<wire::HtmlPage>(*std::move(page));
    return ok();
  }

  void deliver(const Answer& answer) {
    if (answer.look) show(*answer.look, answer.named);
    if (answer.more) return;
    ++(passed_over_here_ ? passed_over_ : failed_here_ ? failed_ : read_);
    passed_over_here_ = failed_here_ = false;
    progress_.show(read_ + failed_ + passed_over_, total_);
  }

  int finish(bool interrupted) {
    progress_.wipe();
    if (page_) finish_page();
    if (!page_error_.empty()) std::fprintf(stderr, "nunchi: %s\n", page_error_.c_str());
    if (read_ + failed_ == 0 && !interrupted) std::fputs("nunchi: no photos here\n", stderr);
    if (options_.stats) print_stats();
    if (interrupted) return kInterruptedExit;
    return failed_ == 0 && page_error_.empty() ? 0 : 1;
  }

 private:
  void show(const ingest::Look& look, bool named) {
    const auto& error = look.report.error;
    // A folder holds other things than pictures; only who is named must be one.
    passed_over_here_ = error && error->code == ErrorCode::unsupported && !named;
    if (passed_over_here_) return;
    failed_here_ |= error.has_value();
    print(look.report);
    if (page_ && page_error_.empty()) add_to_page(look);
  }

  void print(const wire::PhotoReport& report) {
    progress_.wipe();
    std::string line =
        (options_.json ? wire::to_json_line(report) : wire::terminal_line(report, style_)) + '\n';
    if (!options_.json) line += wire::word_check_lines(report, style_);
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fflush(stdout);
  }

  void add_to_page(const ingest::Look& look) {
    if (const Status added = page_->add(
            look.report, {.thumbnail = look.thumbnail, .original = original(look.report.file)});
        !added) {
      page_error_ = added.error().message;
    }
  }

  void finish_page() {
    if (!page_error_.empty()) return;
    if (const Status whole = page_->finish(); !whole) page_error_ = whole.error().message;
  }

  void print_stats() const {
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
    std::fprintf(stderr, "%s\n",
                 fmt::format("{} photos read, {} failed, {} other files passed over; {:.1f} s, "
                             "{:.1f} photos/s",
                             read_, failed_, passed_over_, seconds,
                             static_cast<double>(read_ + failed_) / seconds)
                     .c_str());
  }

  const TagOptions& options_;
  std::uint64_t total_, read_ = 0, failed_ = 0, passed_over_ = 0;  // files
  bool failed_here_ = false, passed_over_here_ = false;            // the file at hand
  wire::LineStyle style_;
  ProgressLine progress_;
  std::unique_ptr<wire::HtmlPage> page_;
  std::string page_error_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

int tag(const TagOptions& options) {
  const Interrupt interrupt;
  const auto paths = roots(options.paths);
  auto taxonomy = concepts::Taxonomy::built_in();
  if (!taxonomy) return complain(taxonomy.error());
  TagRun run(options, is_terminal(stderr) ? count_files(paths, interrupt.token()) : 0);
  if (!options.page.empty()) {
    if (const Status page = run.open_page(paths); !page) return complain(page.error());
  }
  const auto meanings = concepts::WordMeanings::built_in(*taxonomy);
  if (!meanings) return complain(meanings.error());
  const auto words = concepts::listed_words(options.check);
  perceive::Wanted looked_for = wanted(options.only);
  looked_for.clues = !words.empty();
  auto eyes = open_eyes(options.seeing, looked_for, *taxonomy);
  if (!eyes) return complain(eyes.error());

  const ingest::Looker looker(*eyes, *taxonomy,
                              {.words = words,
                               .meanings = &*meanings,
                               .thumbnail_side = options.page.empty() ? 0 : kThumbnailSide});
  const ingest::FilmLooker films(looker);
  ingest::PhotoWalk walk(paths);
  ingest::in_order_of_many<Answer>(
      {.threads = threads_for(options.jobs)}, interrupt.token(), [&] { return walk.next(); },
      [&](ingest::Found found, const auto& answer) {
        const bool named = found.named || found.error;
        if (found.error) {
          answer({ingest::Look{.report = {.file = found.file.string(), .error = found.error}}});
        } else if (ingest::is_film(found.file)) {
          films.look(found.file, interrupt.token(), [&](ingest::Look shot) {
            answer({.look = std::move(shot), .named = named, .more = true});
          });
          answer({.named = named});
        } else {
          answer({.look = looker.look(found.file), .named = named});
        }
      },
      [&](const Answer& answer) { run.deliver(answer); });
  return run.finish(interrupt.requested());
}

}  // namespace

void add_tag_command(CLI::App& program, int& exit_code) {
  CLI::App* command =
      program.add_subcommand("tag", "say what photos and films show, a line a photo or shot");
  const auto options = std::make_shared<TagOptions>();
  command
      ->add_option("PATH", options->paths,
                   "photos, videos and folders; - reads names from standard input")
      ->required();
  command->add_flag("--json", options->json, "a line of JSON a photo or shot (docs/json.md)");
  command->add_option("--html", options->page, "write a page to look through, too")
      ->type_name("FILE");
  CLI::Option* check =
      command
          ->add_option("--check", options->check,
                       "say of each of these words whether the photo shows it, and what they miss")
          ->type_name("WORD,WORD,…");
  command->add_option("--only", options->only, "look for these only, e.g. tags,faces")
      ->type_name("tags,objects,faces,colours")
      ->check(complaint_about)
      ->excludes(check);
  add_language_option(*command, options->language);
  add_jobs_option(*command, options->jobs);
  command->add_flag("--stats", options->stats, "say how many and how fast, at the end");
  add_seeing_options(*command, options->seeing);
  command->footer(std::string(kExamples));
  command->callback([options, &exit_code] { exit_code = tag(*options); });
}

}  // namespace nunchi::cli
