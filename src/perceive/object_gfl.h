// Reads the outputs of detectors with a generalised focal loss, such as PicoDet: for each cell of
// each grid a score a category, and each side of the box as a distribution over whole steps of the
// grid (Li et al.: "Generalized Focal Loss", 2020; Yu et al.: "PP-PicoDet", 2021).
//
// A pure function; may run on any thread.
#pragma once

#include <span>
#include <vector>

#include "core/result.h"
#include "infer/network.h"
#include "perceive/object_candidate.h"

namespace nunchi::perceive {

// n outputs of scores [1, cells, categories], after the sigmoid, then n of sides [1, cells, 4 ·
// bins], before the softmax; grid i has steps of 8 << i pixels and cells row by row. A side (left,
// top, right, bottom) lies as many steps from the cell's middle as its bins expect. corrupt_data:
// other shapes.
Result<std::vector<Candidate>> read_gfl(std::span<const infer::Tensor> outputs,
                                        const ReadingSettings& settings);

}  // namespace nunchi::perceive
