#include "perceive/unit_length.h"

#include <cmath>
#include <numeric>

namespace nunchi::perceive {

std::vector<float> unit_length(std::vector<float> vector) {
  const double square = std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0);
  if (!(square > 0) || !std::isfinite(square)) return {};
  const auto by = static_cast<float>(1 / std::sqrt(square));
  for (float& value : vector) value *= by;
  return vector;
}

}  // namespace nunchi::perceive
