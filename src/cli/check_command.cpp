#include "cli/check_command.h"

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "cli/interrupt.h"
#include "cli/seeing_options.h"
#include "cli/terminal.h"
#include "concepts/word_meanings.h"
#include "ingest/in_order.h"
#include "ingest/looker.h"
#include "ingest/photo_walk.h"
#include "wire/photo_json.h"
#include "wire/word_check_lines.h"

namespace nunchi::cli {
namespace {

constexpr std::string_view kExamples = R"(
Keywords are read from the photo's XMP and IPTC and from a side-car beside it. Photos without any
are passed over.

Examples:
  nunchi check holiday/                       of each keyword: shown, not shown, cannot say
  nunchi check holiday/ --json | jq -r '.file as $f | .checks[] | select(.verdict == "no")
                                        | [$f, .word] | @tsv'     the wrong ones only)";

struct CheckOptions {
  std::vector<std::string> paths;
  bool json = false;
  std::string language = "en";
  int jobs = 0;
  SeeingOptions seeing;
};

// CheckRun: what is printed while keywords are checked.
class CheckRun {
 public:
  explicit CheckRun(const CheckOptions& options) : options_(options) {
    style_ = {
        .width = terminal_width(stdout),
        .file_column = wire::file_column_for(terminal_width(stdout)),
        .colour = colour_for(stdout),
        .language = options.language == "ko" ? wire::Language::korean : wire::Language::english};
  }

  void deliver(const ingest::Look& look, bool named) {
    const wire::PhotoReport& report = look.report;
    if (report.error && report.error->code == ErrorCode::unsupported && !named) return;
    if (report.error) {
      ++failed_;
    } else if (!report.checks) {
      ++without_;
      return;
    } else {
      ++with_;
      for (const WordCheck& check : *report.checks) {
        ++(check.verdict == Verdict::yes ? shown_ : check.verdict == Verdict::no ? wrong_ : open_);
      }
    }
    print(report);
  }

  int finish(bool interrupted) const {
    std::fprintf(
        stderr, "%s\n",
        fmt::format("{} photos with keywords, {} without, {} failed; of {} keywords {} "
                    "are shown, {} are not, of {} nobody can say",
                    with_, without_, failed_, shown_ + wrong_ + open_, shown_, wrong_, open_)
            .c_str());
    if (interrupted) return kInterruptedExit;
    return failed_ == 0 ? 0 : 1;
  }

 private:
  void print(const wire::PhotoReport& report) const {
    std::string text =
        (options_.json ? wire::to_json_line(report) : wire::terminal_line(report, style_)) + '\n';
    if (!options_.json) text += wire::word_check_lines(report, style_);
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
  }

  const CheckOptions& options_;
  wire::LineStyle style_;
  std::size_t with_ = 0, without_ = 0, failed_ = 0;  // photos
  std::size_t shown_ = 0, wrong_ = 0, open_ = 0;     // keywords
};

struct Answer {
  ingest::Look look;
  bool named = true;
};

int check(const CheckOptions& options) {
  const Interrupt interrupt;
  auto taxonomy = concepts::Taxonomy::built_in();
  if (!taxonomy) return complain(taxonomy.error());
  const auto meanings = concepts::WordMeanings::built_in(*taxonomy);
  if (!meanings) return complain(meanings.error());
  const auto eyes = open_eyes(options.seeing, {.clues = true}, *taxonomy);
  if (!eyes) return complain(eyes.error());

  const ingest::Looker looker(*eyes, *taxonomy,
                              {.words = ingest::OwnKeywords{}, .meanings = &*meanings});
  ingest::PhotoWalk walk({options.paths.begin(), options.paths.end()});
  CheckRun run(options);
  ingest::in_order(
      {.threads = threads_for(options.jobs)}, interrupt.token(), [&] { return walk.next(); },
      [&](ingest::Found found) -> Answer {
        if (!found.error) return {looker.look(found.file), found.named};
        return {{.report = {.file = found.file.string(), .error = std::move(found.error)}}};
      },
      [&](const Answer& answer) { run.deliver(answer.look, answer.named); });
  return run.finish(interrupt.requested());
}

}  // namespace

void add_check_command(CLI::App& program, int& exit_code) {
  CLI::App* command =
      program.add_subcommand("check", "say whether photos show the keywords that they carry");
  const auto options = std::make_shared<CheckOptions>();
  command->add_option("PATH", options->paths, "photos and folders")->required();
  command->add_flag("--json", options->json, "a line of JSON a photo (docs/json.md)");
  add_language_option(*command, options->language);
  add_jobs_option(*command, options->jobs);
  add_seeing_options(*command, options->seeing);
  command->footer(std::string(kExamples));
  command->callback([options, &exit_code] { exit_code = check(*options); });
}

}  // namespace nunchi::cli
