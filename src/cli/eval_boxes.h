// `nunchi eval boxes`: objects against boxes in COCO's form.
#pragma once

#include <filesystem>
#include <string>

#include "cli/seeing_options.h"
#include "core/result.h"

namespace nunchi::cli {

struct EvalBoxesOptions {
  std::filesystem::path coco;    // instances.json
  std::filesystem::path photos;  // the folder of its pictures
  std::filesystem::path found;   // if not empty, the boxes are written there in COCO's result form
  SeeingOptions seeing;
};

// One line of JSON: n (photos), map, ap50 by COCO's definition, photos_per_s.
Result<std::string> eval_boxes(const EvalBoxesOptions& options);

}  // namespace nunchi::cli
