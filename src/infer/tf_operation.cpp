#include "infer/tf_operation.h"

#include <fmt/format.h>

#include <algorithm>

namespace nunchi::infer {

Result<std::vector<std::int64_t>> TfOperation::wholes(std::size_t i) const {
  auto numbers = constant_wholes(input(i).given());
  if (!numbers) return unsupported(fmt::format("its input {} is not constant", i));
  return *std::move(numbers);
}

Result<std::int64_t> TfOperation::axis(std::size_t i, std::size_t axes) const {
  auto numbers = wholes(i);
  if (!numbers) return std::move(numbers).error();
  if (numbers->size() != 1) return contradiction("its axis is not one number");
  return proper_axis(numbers->front(), axes);
}

Order TfOperation::common_order() const {
  const bool small = std::all_of(inputs.begin(), inputs.end(), [](const GraphTensor* tensor) {
    return tensor->shape().size() <= 4;
  });
  const bool any = std::any_of(inputs.begin(), inputs.end(), [](const GraphTensor* tensor) {
    return tensor->order() == Order::channels_first;
  });
  return small && any ? Order::channels_first : Order::given;
}

Result<std::int64_t> proper_axis(std::int64_t axis, std::size_t axes) {
  const auto count = static_cast<std::int64_t>(axes);
  if (axis < -count || axis >= count) {
    return contradiction(fmt::format("it has no axis {}", axis));
  }
  return axis < 0 ? axis + count : axis;
}

const TfConversion* find_tf_conversion(std::string_view operation) {
  for (const auto family :
       {tf_convolutions(), tf_elementwise(), tf_reductions(), tf_layouts(), tf_selections()}) {
    for (const TfConversion& conversion : family) {
      if (conversion.operation == operation) return &conversion;
    }
  }
  return nullptr;
}

}  // namespace nunchi::infer
