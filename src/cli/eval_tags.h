// `nunchi eval tags`: the classifier and what is shown of it, against labels of ImageNet's classes.
#pragma once

#include <filesystem>
#include <string>

#include "cli/seeing_options.h"
#include "core/result.h"

namespace nunchi::cli {

struct EvalTagsOptions {
  std::filesystem::path labels;    // CSV with columns file and wnid
  std::filesystem::path everyday;  // TSV with columns wnid and everyday_wnid; may be empty
  std::filesystem::path photos;    // the folder that files are relative to
  std::string half = "all";        // "all", "even" or "odd" rows of the labels
  SeeingOptions seeing;
};

// One line of JSON:
//   n; top1, top5: of the classifier; ece: its first answer's, 10 bins of equal mass;
//   shown: share of photos with a concept shown by the classifier; shown_precision: of those, the
//   share where the most specific one is the true class or an ancestor of it; shown_coverage: of
//   those, the share where it is, besides, the everyday word's concept or a kind of it;
//   photos_per_s.
Result<std::string> eval_tags(const EvalTagsOptions& options);

}  // namespace nunchi::cli
