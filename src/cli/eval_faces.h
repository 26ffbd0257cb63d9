// `nunchi eval faces`: are two photos of the same person, told by their faces?
#pragma once

#include <filesystem>
#include <string>

#include "cli/seeing_options.h"
#include "core/result.h"

namespace nunchi::cli {

struct EvalFacesOptions {
  std::filesystem::path pairs;   // CSV with columns file_a, file_b, same (1 or 0)
  std::filesystem::path photos;  // the folder that files are relative to
  SeeingOptions seeing;
};

// One line of JSON: pairs, accuracy at the network's own fixed threshold, that threshold, auc (area
// under the ROC curve), photos and how many of them showed a face. Of several faces the largest
// counts; a pair with no face in one photo has similarity -1, that is, "different".
Result<std::string> eval_faces(const EvalFacesOptions& options);

}  // namespace nunchi::cli
