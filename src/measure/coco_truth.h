// CocoTruth: the pictures, categories and true boxes of an "instances.json" as COCO writes it
// (Lin et al. 2014; the data format of cocodataset.org). Masks are not read.
//
// A value; the functions may run on any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "measure/average_precision.h"

namespace nunchi::measure {

struct CocoPicture {
  std::int64_t id = 0;
  std::string file;  // its name, within the folder of the photos
  bool operator==(const CocoPicture&) const = default;
};

struct CocoCategory {
  std::int64_t id = 0;
  std::string name;
  bool operator==(const CocoCategory&) const = default;
};

struct CocoTruth {
  std::vector<CocoPicture> pictures;     // as they stand in the file, each id once
  std::vector<CocoCategory> categories;  // likewise
  std::vector<TrueBox> boxes;            // each of a picture and a category named above
};

// corrupt_data: no JSON, or not of this form; the message names the entry.
Result<CocoTruth> parse_coco_truth(std::string_view json);

// Further not_found, io_failure, too_large (above 256 MiB).
Result<CocoTruth> read_coco_truth(const std::filesystem::path& file);

}  // namespace nunchi::measure
