// `nunchi eval check`: whether words that photos show, or do not, are told apart.
#pragma once

#include <filesystem>
#include <string>

#include "cli/seeing_options.h"
#include "core/result.h"

namespace nunchi::cli {

struct EvalCheckOptions {
  std::filesystem::path truth;   // TSV with columns file, word and shown (0 or 1)
  std::filesystem::path photos;  // the folder that files are relative to
  std::filesystem::path found;   // where each word's answer is written; empty: nowhere
  SeeingOptions seeing;
};

// One line of JSON: n: words asked; answered: share with yes or no; right: of the answered the
// share that is so; yes_found: of the true words the share answered yes.
Result<std::string> eval_check(const EvalCheckOptions& options);

}  // namespace nunchi::cli
