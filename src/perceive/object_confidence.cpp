#include "perceive/object_confidence.h"

#include <algorithm>
#include <cmath>

namespace nunchi::perceive {

float ConfidenceMap::operator()(float score) const noexcept {
  const double inside = std::clamp(static_cast<double>(score), 1e-6, 1 - 1e-6);
  const double logit = std::log(inside / (1 - inside));
  return static_cast<float>(1 / (1 + std::exp(-(slope * logit + offset))));
}

}  // namespace nunchi::perceive
