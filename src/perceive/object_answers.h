// A detector's outputs → objects of the picture: reading, placing, suppression, calibration,
// naming. The part of ObjectFinder that needs no network. Pure; may run on any thread.
#pragma once

#include <span>
#include <vector>

#include "perceive/object_finder.h"

namespace nunchi::perceive {

// The picture stretched or put into the upper left corner of the network's size.
Image fitted_picture(const Image& picture, const ObjectSettings& settings);

// Objects of a picture of width × height. corrupt_data: the outputs have other shapes, or
// categories that no label names.
Result<std::vector<Object>> read_objects(std::span<const infer::Tensor> outputs, int width,
                                         int height, std::span<const concepts::Label> labels,
                                         const ObjectSettings& settings);

}  // namespace nunchi::perceive
