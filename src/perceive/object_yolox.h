// Reads YOLOX's output: for each cell of three grids a box, whether there is an object, and a score
// a category (Ge et al.: "YOLOX: Exceeding YOLO Series in 2021").
//
// A pure function; may run on any thread.
#pragma once

#include <span>
#include <vector>

#include "core/result.h"
#include "infer/network.h"
#include "perceive/object_candidate.h"

namespace nunchi::perceive {

// One output [1, cells, 5 + categories], the cells of grids with steps of 8, 16 and 32 pixels row
// by row: centre in steps from the cell's upper left corner, logarithm of width and height in
// steps, then objectness and category scores, both after the sigmoid; a candidate's score is their
// product. corrupt_data: another shape.
Result<std::vector<Candidate>> read_yolox(std::span<const infer::Tensor> outputs,
                                          const ReadingSettings& settings);

}  // namespace nunchi::perceive
