// Average precision of boxes, by the definition of COCO (Lin et al. 2014, "Microsoft COCO"): the
// figures of pycocotools' COCOeval for "bbox", area "all", at most 100 boxes a picture and
// category.
//
// Pure functions of their arguments; may run on any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace nunchi::measure {

// Rectangle: a box as COCO writes it, in pixels; in double precision, as COCO reckons.
struct Rectangle {
  double x = 0, y = 0, width = 0, height = 0;
  bool operator==(const Rectangle&) const = default;
};

// What a found box shares with a true one: intersection over union; for a crowd the share of the
// found box that lies in it. 0 where they do not meet.
enum class Crowd { no, yes };
double overlap_of(const Rectangle& found, const Rectangle& truth, Crowd crowd) noexcept;

struct TrueBox {
  std::int64_t picture = 0;
  std::int64_t category = 0;
  Rectangle box;
  Crowd crowd = Crowd::no;  // a crowd may be found any number of times, or not at all
  bool operator==(const TrueBox&) const = default;
};

struct FoundBox {
  std::int64_t picture = 0;
  std::int64_t category = 0;
  Rectangle box;
  double score = 0;  // only its order counts; equal scores keep the order in which they are given
  bool operator==(const FoundBox&) const = default;
};

struct AveragePrecision {
  double map = 0;              // mean over IoU 0.50:0.05:0.95, categories and 101 recall points
  double ap50 = 0;             // the same at IoU 0.50 alone
  std::size_t categories = 0;  // with at least one true box that is no crowd; only these count
};

// Found boxes of pictures without truth are wrong ones, as long as their category is anywhere.
// Empty when there is no true box (other than crowds) at all.
std::optional<AveragePrecision> average_precision(std::span<const TrueBox> truth,
                                                  std::span<const FoundBox> found);

}  // namespace nunchi::measure
