// Reads CenterNet's outputs: a heat map of centres for each category, and the size of the box that
// has its centre there (Zhou, Wang, Krähenbühl: "Objects as Points", 2019; four distances and
// training on the surroundings of centres as in Liu et al.: "Training-Time-Friendly Network",
// 2020).
//
// A pure function; may run on any thread.
#pragma once

#include <span>
#include <vector>

#include "core/result.h"
#include "infer/network.h"
#include "perceive/object_candidate.h"

namespace nunchi::perceive {

// outputs[0]: [1, rows, columns, categories], scores after the sigmoid; outputs[1]: [1, rows,
// columns, 4], distances to the left, top, right and bottom side in pixels of the input, from the
// cell's upper left corner (column · width / columns, row · height / rows). Candidates are the
// peaks among their eight neighbours, best first; each box is the mean of what the cells within two
// of its peak say, weighted by the square of their score. corrupt_data: other shapes.
Result<std::vector<Candidate>> read_heatmap(std::span<const infer::Tensor> outputs,
                                            const ReadingSettings& settings);

}  // namespace nunchi::perceive
