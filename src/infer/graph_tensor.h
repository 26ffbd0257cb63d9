// GraphTensor: a value of a TensorFlow graph on its way into an OpenVINO model.
//
// The graph speaks of pictures as batch, row, column, channel (NHWC); convolutions run several
// times faster with the channels before the rows (NCHW). So a value of four axes is carried in
// whichever order it was made in, and turned only where an operation needs the other. Each order is
// made once. Used by one thread, while a graph is converted.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "infer/openvino_handles.h"

namespace nunchi::infer {

using Values = ov::Output<ov::Node>;  // one result of one operation

enum class Order { given, channels_first };

class GraphTensor {
 public:
  GraphTensor(Values values, Order order);

  Order order() const noexcept { return order_; }
  // The shape in the graph's own order.
  ov::Shape shape() const;
  // In the order it was made in.
  const Values& as_made() const { return order_ == Order::given ? given_ : channels_first_; }

  const Values& given();
  const Values& channels_first();  // four axes only
  const Values& in(Order order) { return order == Order::given ? given() : channels_first(); }

  // As an operand beside pictures of four axes: in that order, so that the axes meet as the graph
  // means them (numpy's broadcasting lines up the last ones). Four axes at most.
  Values operand(Order order);

 private:
  Values given_, channels_first_;
  Order order_;
};

// Where axis `axis` (0..3) of the graph's order lies when the channels are first.
std::int64_t channels_first_axis(std::int64_t axis);

// A list with an entry for each of the four axes, for the channels-first order.
template <class List>
List channels_first_list(const List& list) {
  return {list[0], list[3], list[1], list[2]};
}

// The numbers of a constant; nothing where the values are only known at run time.
std::optional<std::vector<std::int64_t>> constant_wholes(const Values& values);
// The number of a constant of exactly one; nothing otherwise.
std::optional<float> constant_number(const Values& values);

Values wholes(const std::vector<std::int64_t>& values);  // a constant list
Values whole(std::int64_t value);                        // a constant without axes
Values number(float value);

// The result itself where the operation's inputs are all constant and it is small; what comes from
// constants is thus known while the graph is converted.
Values folded(const std::shared_ptr<ov::Node>& operation);

// An operation that costs next to nothing when it is carried out on constants.
template <class Operation, class... Parts>
Values make(Parts&&... parts) {
  return folded(std::make_shared<Operation>(std::forward<Parts>(parts)...));
}

}  // namespace nunchi::infer
