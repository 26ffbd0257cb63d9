// Face reading: the raw outputs of face networks → candidates, in pixels of the network's input.
//
// Pure functions of tensors; they trust no shape and no number: outputs that do not fit are
// corrupt_data, and places whose numbers are not finite or whose box is empty are no candidates.
#pragma once

#include <span>
#include <vector>

#include "core/result.h"
#include "infer/network.h"
#include "perceive/face_candidate.h"

namespace nunchi::perceive {

// BlazeFace (Bazarevsky et al. 2019). Outputs: [1, n, 16] = middle, size and six points, in pixels
// from the anchor; [1, n, 1] = scores before the sigmoid. Of the six points (eyes, nose, mouth,
// ears) the first four are kept. Those scoring at least `least_score`, not yet merged.
Result<std::vector<FaceCandidate>> read_blazeface(std::span<const infer::Tensor> outputs,
                                                  std::span<const Point> anchors,
                                                  float least_score);

// YuNet (Wu, Peng & Yu 2023) over an input of width × height, multiples of 32. Twelve outputs:
// class, objectness, box [.., 4] and points [.., 10] in this order, each for the strides 8, 16 and
// 32, a row a cell, row by row. The score is the root of class times objectness. Not yet merged.
Result<std::vector<FaceCandidate>> read_yunet(std::span<const infer::Tensor> outputs, int width,
                                              int height, float least_score);

}  // namespace nunchi::perceive
