#include "cli/eval_command.h"

#include <cstdio>
#include <memory>

#include "cli/eval_boxes.h"
#include "cli/eval_check.h"
#include "cli/eval_faces.h"
#include "cli/eval_tags.h"

namespace nunchi::cli {
namespace {

int print(const Result<std::string>& line) {
  if (!line) return complain(line.error());
  std::printf("%s\n", line->c_str());
  return 0;
}

void add_photos_option(CLI::App& command, std::filesystem::path& photos) {
  command.add_option("--photos", photos, "the folder that the files are named from")
      ->type_name("DIR")
      ->required();
  // The result is always one line of JSON; the option is taken so that scripts can say it.
  command.add_flag_callback(
      "--json", [] {}, "print a line of JSON (always so)");
}

void add_tags(CLI::App& eval, int& exit_code) {
  CLI::App* command = eval.add_subcommand("tags", "classes and what is shown of them");
  const auto options = std::make_shared<EvalTagsOptions>();
  command->add_option("--labels", options->labels, "CSV with columns file and wnid")
      ->type_name("FILE")
      ->required();
  command->add_option("--everyday", options->everyday, "TSV with columns wnid and everyday_wnid")
      ->type_name("FILE");
  command->add_option("--half", options->half, "of the labels' rows: all, even or odd")
      ->check(CLI::IsMember({"all", "even", "odd"}))
      ->capture_default_str();
  add_photos_option(*command, options->photos);
  add_seeing_options(*command, options->seeing);
  command->callback([options, &exit_code] { exit_code = print(eval_tags(*options)); });
}

void add_boxes(CLI::App& eval, int& exit_code) {
  CLI::App* command = eval.add_subcommand("boxes", "objects against boxes in COCO's form");
  const auto options = std::make_shared<EvalBoxesOptions>();
  command->add_option("--coco", options->coco, "instances.json")->type_name("FILE")->required();
  command->add_option("--found", options->found, "write the boxes there, as COCO results")
      ->type_name("FILE");
  add_photos_option(*command, options->photos);
  add_seeing_options(*command, options->seeing);
  command->callback([options, &exit_code] { exit_code = print(eval_boxes(*options)); });
}

void add_faces(CLI::App& eval, int& exit_code) {
  CLI::App* command = eval.add_subcommand("faces", "pairs of photos: the same person or not");
  const auto options = std::make_shared<EvalFacesOptions>();
  command->add_option("--pairs", options->pairs, "CSV with columns file_a, file_b, same")
      ->type_name("FILE")
      ->required();
  add_photos_option(*command, options->photos);
  add_seeing_options(*command, options->seeing);
  command->callback([options, &exit_code] { exit_code = print(eval_faces(*options)); });
}

void add_check(CLI::App& eval, int& exit_code) {
  CLI::App* command = eval.add_subcommand("check", "words that photos show or do not");
  const auto options = std::make_shared<EvalCheckOptions>();
  command->add_option("--truth", options->truth, "TSV with columns file, word, shown (0 or 1)")
      ->type_name("FILE")
      ->required();
  command->add_option("--found", options->found, "write each word's answer there, as TSV")
      ->type_name("FILE");
  add_photos_option(*command, options->photos);
  add_seeing_options(*command, options->seeing);
  command->footer(R"(
Example:
  nunchi eval check --truth checks.tsv --photos photos --json)");
  command->callback([options, &exit_code] { exit_code = print(eval_check(*options)); });
}

}  // namespace

void add_eval_command(CLI::App& program, int& exit_code) {
  CLI::App* command = program.add_subcommand("eval", "measure against labelled photos");
  command->require_subcommand(1);
  add_tags(*command, exit_code);
  add_boxes(*command, exit_code);
  add_faces(*command, exit_code);
  add_check(*command, exit_code);
}

}  // namespace nunchi::cli
