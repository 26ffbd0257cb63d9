// Labels: what each output of a network stands for, built in from models/labels/*.tsv. Pure values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace nunchi::concepts {

struct Label {
  std::string concept_id;  // "" where the label is no concept that we know
  std::string category;    // the network's own word: COCO's "potted plant"
  int number = 0;          // the data set's own number for it: COCO's 1..90; else the index
  bool operator==(const Label&) const = default;
};

// In the order of the network's outputs. Lists: "imagenet1000", "coco80", "objects631",
// "ade20k32". not_found: no such list.
Result<std::vector<Label>> labels(std::string_view list);

}  // namespace nunchi::concepts
