// Vectors as embeddings are kept: at unit length. Pure.
#pragma once

#include <vector>

namespace nunchi::perceive {

// The vector at unit length, so that the inner product of two is the cosine of their angle; empty
// where it has no length or is not finite.
std::vector<float> unit_length(std::vector<float> vector);

}  // namespace nunchi::perceive
